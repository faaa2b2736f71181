package dev.drydock.gateway.batch;

import dev.drydock.gateway.security.Caller;
import dev.drydock.proxies.ForwardedOrigin;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;

/**
 * What all items of a batch have in common.
 *
 * @param caller who sent it
 * @param authorization the caller's credentials, as they came
 * @param origin scheme, host and port that the caller asked
 * @param root the path before each item's URL
 */
record Batch(Caller caller, String authorization, ForwardedOrigin origin, String root) {

  /** The API's root within the application. */
  static final String ROOT = "/beta";

  static Batch of(HttpServletRequest request, Caller caller) {
    return new Batch(
        caller,
        request.getHeader(HttpHeaders.AUTHORIZATION),
        new ForwardedOrigin(request.getScheme(), request.getServerName(), request.getServerPort()),
        request.getContextPath() + ROOT);
  }
}
