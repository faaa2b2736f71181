package dev.drydock.gateway.security;

import dev.drydock.gateway.problem.Problem;
import dev.drydock.gateway.problem.ProblemCode;
import dev.drydock.gateway.problem.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.stream.Collectors;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.stereotype.Component;

/** Answers with the error body what Spring Security refuses: 400, 401, 403. */
@Component
final class SecurityProblems
    implements AuthenticationEntryPoint, AccessDeniedHandler, RequestRejectedHandler {

  private final BearerTokenAuthenticationEntryPoint challenge =
      new BearerTokenAuthenticationEntryPoint();
  private final ProblemWriter writer;

  SecurityProblems(ProblemWriter writer) {
    this.writer = writer;
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException {
    challenge.commence(request, response, failure);
    String message =
        failure instanceof OAuth2AuthenticationException
            ? "Access token validation failure. " + failure.getMessage()
            : "Access token is empty.";
    writer.write(response, Problem.of(ProblemCode.INVALID_AUTHENTICATION_TOKEN, message));
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
      throws IOException {
    writer.write(response, Problem.of(ProblemCode.FORBIDDEN, missing(request.getMethod())));
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, RequestRejectedException rejected)
      throws IOException {
    writer.write(
        response, Problem.badRequest("path", "The request's path or header is not acceptable."));
  }

  private static String missing(String method) {
    if (!(SecurityContextHolder.getContext().getAuthentication()
        instanceof CallerAuthentication authentication)) {
      return "Access is denied.";
    }
    Caller caller = authentication.getPrincipal();
    String what = caller.isDelegated() ? "scope" : "role";
    return String.format(
        "Missing %s permissions on the request. API requires one of '%s'. %s on the request '%s'",
        what,
        Permission.anyOf(method).stream().map(Permission::value).collect(Collectors.joining(", ")),
        caller.isDelegated() ? "Scopes" : "Roles",
        caller.permissions().stream().sorted().collect(Collectors.joining(", ")));
  }
}
