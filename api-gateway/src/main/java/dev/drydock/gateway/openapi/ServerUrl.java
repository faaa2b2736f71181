package dev.drydock.gateway.openapi;

import jakarta.servlet.http.HttpServletRequest;

/** Tells under which URL a caller reaches the API. */
@FunctionalInterface
public interface ServerUrl {

  /** Returns the absolute URL below which the API's paths are, without a slash at its end. */
  String of(HttpServletRequest request);
}
