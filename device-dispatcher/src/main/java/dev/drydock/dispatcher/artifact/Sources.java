package dev.drydock.dispatcher.artifact;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;

/** Opens files where releases say they lie. Thread-safe; no thread waits. */
final class Sources {

  private static final int MAX_REDIRECTS = 5;
  private static final int OK = 200;
  private static final int PARTIAL = 206;

  private final SourceGuard guard;
  private final ArtifactSettings settings;
  private final Executor workers;
  private final HttpClient client;

  Sources(ArtifactSettings settings, Executor workers) {
    this.guard = new SourceGuard(settings);
    this.settings = settings;
    this.workers = workers;
    // HTTP/2 would buffer megabytes of each file, whatever the device takes
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(settings.connectTimeout())
            .executor(workers)
            .build();
  }

  /** Opens a part of a file; fails with {@link IOException} when it cannot or may not be read. */
  CompletableFuture<Source> open(ArtifactFile file, ByteRange range) {
    try {
      URI uri = new URI(file.uri());
      return "file".equalsIgnoreCase(uri.getScheme())
          ? openFile(uri, file, range)
          : openHttp(uri, file, range, MAX_REDIRECTS);
    } catch (URISyntaxException e) {
      // its message has the whole URI, and that may be signed
      return CompletableFuture.failedFuture(new SourceException("the URI cannot be parsed"));
    } catch (IOException | RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private CompletableFuture<Source> openFile(URI uri, ArtifactFile file, ByteRange range) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return FileSource.open(guard.belowRoot(uri), file.sizeBytes(), range, workers);
          } catch (IOException e) {
            throw new CompletionException(e);
          }
        },
        workers);
  }

  private CompletableFuture<Source> openHttp(
      URI uri, ArtifactFile file, ByteRange range, int redirects) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(guard.listed(uri)).timeout(settings.sourceTimeout()).GET();
    if (range.length() < file.sizeBytes()) {
      request.header("Range", "bytes=" + range.first() + '-' + range.last());
    }
    return client
        .sendAsync(request.build(), BodyHandlers.ofPublisher())
        .thenCompose(response -> source(response, file, range, redirects));
  }

  private CompletableFuture<Source> source(
      HttpResponse<Flow.Publisher<List<ByteBuffer>>> response,
      ArtifactFile file,
      ByteRange range,
      int redirects) {
    HttpSource source = new HttpSource(response.statusCode() == OK ? range.first() : 0);
    response.body().subscribe(source);
    try {
      if (isRedirect(response.statusCode())) {
        source.close();
        return openHttp(target(response, redirects), file, range, redirects - 1);
      }
      requireFit(response, file, range);
      return CompletableFuture.completedFuture(source);
    } catch (IOException | RuntimeException e) {
      source.close();
      return CompletableFuture.failedFuture(e);
    }
  }

  private static boolean isRedirect(int status) {
    return switch (status) {
      case 301, 302, 303, 307, 308 -> true;
      default -> false;
    };
  }

  private static URI target(HttpResponse<?> response, int redirects) throws SourceException {
    String location = response.headers().firstValue("Location").orElse("");
    if (location.isEmpty() || redirects == 0) {
      throw new SourceException("the host redirects without end");
    }
    try {
      return response.uri().resolve(new URI(location));
    } catch (URISyntaxException e) {
      throw new SourceException("the host redirects to a URI that cannot be parsed");
    }
  }

  /** What is shorter or longer than the release says is another file. */
  private static void requireFit(HttpResponse<?> response, ArtifactFile file, ByteRange range)
      throws SourceException {
    long whole = file.sizeBytes();
    long length = response.headers().firstValueAsLong("Content-Length").orElse(-1);
    boolean isFit =
        switch (response.statusCode()) {
          case OK -> length < 0 || length == whole;
          case PARTIAL ->
              response
                  .headers()
                  .firstValue("Content-Range")
                  .map(String::strip)
                  .equals(
                      java.util.Optional.of(
                          "bytes " + range.first() + '-' + range.last() + '/' + whole));
          default -> throw new SourceException("the host answers " + response.statusCode());
        };
    if (!isFit) {
      throw new SourceException("the file has another length than the release says");
    }
  }
}
