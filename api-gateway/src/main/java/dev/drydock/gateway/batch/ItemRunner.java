package dev.drydock.gateway.batch;

import dev.drydock.gateway.problem.Problem;
import dev.drydock.gateway.problem.ProblemWriter;
import dev.drydock.gateway.problem.RequestIds;
import dev.drydock.gateway.throttle.ThrottleFilter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.DispatcherServlet;

/**
 * Has an item answered as the server answers a request of its own: firewall, throttle, permissions
 * and handlers are the same. Thread-safe.
 */
@Component
final class ItemRunner {

  private static final Logger LOG = LoggerFactory.getLogger(ItemRunner.class);

  private final HttpFirewall firewall;
  private final RequestRejectedHandler rejected;
  private final ThrottleFilter throttle;
  private final AuthorizationManager<RequestAuthorizationContext> permissions;
  private final AccessDeniedHandler forbidden;
  private final ObjectProvider<DispatcherServlet> handlers;
  private final ProblemWriter problems;

  ItemRunner(
      HttpFirewall firewall,
      RequestRejectedHandler rejected,
      ThrottleFilter throttle,
      AuthorizationManager<RequestAuthorizationContext> permissions,
      AccessDeniedHandler forbidden,
      ObjectProvider<DispatcherServlet> handlers,
      ProblemWriter problems) {
    this.firewall = firewall;
    this.rejected = rejected;
    this.throttle = throttle;
    this.permissions = permissions;
    this.forbidden = forbidden;
    this.handlers = handlers;
    this.problems = problems;
  }

  /** Has an item answered; the answer may come after this returns. */
  void run(ItemExchange exchange, Authentication caller) {
    SecurityContextHolder.setContext(new SecurityContextImpl(caller));
    try {
      answer(exchange, caller);
    } catch (IOException | ServletException | RuntimeException e) {
      LOG.error("An item of a batch failed", e);
      fail(exchange);
    } finally {
      SecurityContextHolder.clearContext();
      exchange.handlerReturned();
    }
  }

  private void answer(ItemExchange exchange, Authentication caller)
      throws IOException, ServletException {
    ItemResponse response = exchange.response();
    RequestIds.assign(exchange.request().getHeader(RequestIds.CLIENT_REQUEST_ID), response);
    response.setHeader("Cache-Control", "private");
    HttpServletRequest request;
    try {
      request = firewall.getFirewalledRequest(exchange.request());
    } catch (RequestRejectedException e) {
      rejected.handle(exchange.request(), response, e);
      return;
    }
    throttle.doFilter(request, response, (passed, to) -> handle(request, response, caller));
  }

  private void handle(HttpServletRequest request, ItemResponse response, Authentication caller)
      throws IOException, ServletException {
    AuthorizationResult allowed =
        permissions.authorize(() -> caller, new RequestAuthorizationContext(request));
    if (allowed == null || !allowed.isGranted()) {
      forbidden.handle(request, response, new AccessDeniedException("permission missing"));
      return;
    }
    handlers.getObject().service(request, response);
  }

  private void fail(ItemExchange exchange) {
    try {
      problems.write(exchange.response(), Problem.ofStatus(500, "The request failed."));
    } catch (IOException e) {
      throw new IllegalStateException("Expected memory to take what is written", e);
    }
  }
}
