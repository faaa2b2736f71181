package dev.drydock.dispatcher.ddi;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** Reads a body as it comes in: no thread waits for a device that is slow. */
final class BodyReader implements ReadListener {

  /** Of 48 lines of 2 KiB each, which SWUpdate sends at once, none is lost. */
  static final int MAX_BYTES = 128 * 1024;

  private static final int CHUNK_BYTES = 4096;

  private final ServletInputStream in;
  private final byte[] chunk = new byte[CHUNK_BYTES];
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final CompletableFuture<byte[]> body = new CompletableFuture<>();

  private BodyReader(ServletInputStream in) {
    this.in = in;
  }

  /**
   * Reads a request's body.
   *
   * @param request whose asynchronous exchange has begun
   * @return completes on a thread of the web server; fails with a {@link Refusal} when it is longer
   *     than {@value #MAX_BYTES} bytes or ends too early
   */
  static CompletableFuture<byte[]> read(HttpServletRequest request) throws IOException {
    if (request.getContentLengthLong() > MAX_BYTES) {
      return CompletableFuture.failedFuture(Refusal.tooLarge(MAX_BYTES));
    }
    BodyReader reader = new BodyReader(request.getInputStream());
    reader.in.setReadListener(reader);
    return reader.body;
  }

  @Override
  public void onDataAvailable() throws IOException {
    while (!body.isDone() && in.isReady()) {
      int length = in.read(chunk);
      if (length < 0) {
        return;
      }
      bytes.write(chunk, 0, length);
      if (bytes.size() > MAX_BYTES) {
        body.completeExceptionally(Refusal.tooLarge(MAX_BYTES));
      }
    }
  }

  @Override
  public void onAllDataRead() {
    body.complete(bytes.toByteArray());
  }

  @Override
  public void onError(Throwable failure) {
    body.completeExceptionally(Refusal.badRequest("Expected a whole body, but it ended too early"));
  }
}
