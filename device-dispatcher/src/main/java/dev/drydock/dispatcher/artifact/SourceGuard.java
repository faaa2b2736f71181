package dev.drydock.dispatcher.artifact;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Knows what may be read. A release's URI is a caller's word: it must not make the dispatcher reach
 * into its own network. Names and literal addresses are treated alike: what is not listed is not
 * read. Thread-safe.
 */
final class SourceGuard {

  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  private final ArtifactSettings settings;

  SourceGuard(ArtifactSettings settings) {
    this.settings = settings;
  }

  /** Returns a URI of a host that is listed; throws {@link SourceException} for another. */
  URI listed(URI uri) throws SourceException {
    String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
    boolean isHttps = "https".equalsIgnoreCase(uri.getScheme());
    int standard = isHttps ? HTTPS_PORT : HTTP_PORT;
    int port = uri.getPort() < 0 ? standard : uri.getPort();
    boolean isListed =
        settings.hosts().contains(host + ':' + port)
            || port == standard && settings.hosts().contains(host);
    if (!isHttps && !"http".equalsIgnoreCase(uri.getScheme()) || !isListed) {
      throw new SourceException(
          "\"" + host + ':' + port + "\" is not one of the hosts to read from");
    }
    return uri;
  }

  /**
   * Returns a file below the root, links followed; throws {@link SourceException} for another.
   *
   * @param uri of the scheme file, whose path is that of the file on this machine
   */
  Path belowRoot(URI uri) throws SourceException {
    Path root = settings.root();
    if (root == null || uri.getHost() != null || uri.getPath() == null) {
      throw new SourceException("no file is read from this machine");
    }
    try {
      Path file = Path.of(uri.getPath()).toRealPath();
      if (file.startsWith(root.toRealPath())) {
        return file;
      }
    } catch (IOException | RuntimeException e) {
      throw new SourceException("the file cannot be read: " + e, e);
    }
    throw new SourceException("the file does not lie below the root");
  }
}
