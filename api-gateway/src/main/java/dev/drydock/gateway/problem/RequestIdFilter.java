package dev.drydock.gateway.problem;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Puts on every answer what every answer carries. Stands before all other filters. */
public final class RequestIdFilter extends HttpFilter {

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    RequestIds.assign(request.getHeader(RequestIds.CLIENT_REQUEST_ID), response);
    response.setHeader("Cache-Control", "private");
    chain.doFilter(request, response);
  }
}
