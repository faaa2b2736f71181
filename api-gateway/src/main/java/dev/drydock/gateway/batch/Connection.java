package dev.drydock.gateway.batch;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;

/**
 * What all items of a batch have in common. Copied, for an item may be answered when the batch's
 * own request is over, and the container has used its object for another one.
 *
 * @param scheme http or https
 * @param serverName the host that the caller asked
 * @param serverPort its port
 * @param remoteAddr the caller's address
 * @param context the application
 * @param mapping how requests come to the servlet
 */
record Connection(
    String scheme,
    String serverName,
    int serverPort,
    String remoteAddr,
    ServletContext context,
    HttpServletMapping mapping) {

  /** The path before each item's URL. */
  static final String ROOT = "/beta";

  static Connection of(HttpServletRequest batch) {
    return new Connection(
        batch.getScheme(),
        batch.getServerName(),
        batch.getServerPort(),
        batch.getRemoteAddr(),
        batch.getServletContext(),
        batch.getHttpServletMapping());
  }
}
