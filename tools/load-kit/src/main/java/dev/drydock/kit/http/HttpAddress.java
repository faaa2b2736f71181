package dev.drydock.kit.http;

import dev.drydock.kit.terminal.CommandFailure;
import java.net.InetSocketAddress;
import java.net.URI;

/**
 * Where a server is: {@code http://HOST[:PORT]}, possibly with a path before its own.
 *
 * @param url the same as a URL
 */
public record HttpAddress(URI url) {

  private static final int HTTP_PORT = 80;

  /** Checks the URL; throws {@link IllegalArgumentException}. */
  public HttpAddress {
    if (!"http".equals(url.getScheme()) || url.getHost() == null) {
      throw new IllegalArgumentException(
          "Expected the URL to be http://HOST:PORT, but it is \"" + url + '"');
    }
  }

  /** Returns where to connect to; throws {@link CommandFailure} when the host is unknown. */
  public InetSocketAddress socket() {
    var socket =
        new InetSocketAddress(url.getHost(), url.getPort() < 0 ? HTTP_PORT : url.getPort());
    if (socket.isUnresolved()) {
      throw new CommandFailure(
          "Expected to find the host of " + url + ", but its name is not known; check the URL");
    }
    return socket;
  }

  /** Returns what stands in the Host header. */
  public String authority() {
    return url.getRawAuthority();
  }

  /** Returns what stands before each path; without a slash at its end. */
  public String basePath() {
    return url.getRawPath().replaceFirst("/+$", "");
  }

  @Override
  public String toString() {
    return url.toString();
  }
}
