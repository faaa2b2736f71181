package dev.drydock.gateway.throttle;

import dev.drydock.gateway.problem.Problem;
import dev.drydock.gateway.problem.ProblemCode;
import dev.drydock.gateway.security.Caller;
import dev.drydock.gateway.security.Permission;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/**
 * Answers 429 to an application that asks too often. Stands in Spring Security's chain, between
 * authentication and authorization: every request of a known caller counts.
 */
@Component
public final class ThrottleFilter extends HttpFilter {

  private final transient CallerLimits limits;
  private final transient Refusals refusals;

  ThrottleFilter(CallerLimits limits, Refusals refusals) {
    this.limits = limits;
    this.refusals = refusals;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
    boolean isRead = Permission.isRead(request.getMethod());
    if (authentication != null
        && authentication.getPrincipal() instanceof Caller caller
        && !limits.tryPass(caller, isRead)) {
      refusals.refuse(
          request,
          response,
          Problem.of(ProblemCode.TOO_MANY_REQUESTS, "The application sends too many requests.")
              .withRetryAfter(limits.wait(isRead)));
      return;
    }
    chain.doFilter(request, response);
  }
}
