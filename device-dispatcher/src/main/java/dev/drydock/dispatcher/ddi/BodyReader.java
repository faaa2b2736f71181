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
  private final boolean isKept;
  private final byte[] chunk = new byte[CHUNK_BYTES];
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final CompletableFuture<byte[]> body;
  private int length;

  private BodyReader(ServletInputStream in, boolean isKept, CompletableFuture<byte[]> body) {
    this.in = in;
    this.isKept = isKept;
    this.body = body;
  }

  static boolean hasBody(HttpServletRequest request) {
    return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
  }

  /**
   * Reads a request's body.
   *
   * @param request whose asynchronous exchange has begun
   * @param body completes on a thread of the web server; fails with a {@link Refusal} when it is
   *     longer than {@value #MAX_BYTES} bytes or ends too early; no more is read once someone else
   *     has completed it
   */
  static void read(HttpServletRequest request, CompletableFuture<byte[]> body) throws IOException {
    read(request, true, body);
  }

  /**
   * Reads a request's body and keeps nothing of it.
   *
   * @param request whose asynchronous exchange has begun
   * @return completes with whether the body was read to its end: if it was not, nothing may follow
   *     on the connection
   */
  static CompletableFuture<Boolean> discard(HttpServletRequest request) throws IOException {
    CompletableFuture<byte[]> body = new CompletableFuture<>();
    read(request, false, body);
    return body.handle((bytes, failure) -> failure == null);
  }

  private static void read(
      HttpServletRequest request, boolean isKept, CompletableFuture<byte[]> body)
      throws IOException {
    BodyReader reader = new BodyReader(request.getInputStream(), isKept, body);
    // in any case: without a listener the web server would wait for the rest, with a thread
    reader.in.setReadListener(reader);
    if (request.getContentLengthLong() > MAX_BYTES) {
      body.completeExceptionally(Refusal.tooLarge(MAX_BYTES));
    }
  }

  @Override
  public void onDataAvailable() throws IOException {
    while (!body.isDone() && in.isReady()) {
      int read = in.read(chunk);
      if (read < 0) {
        return;
      }
      length += read;
      if (isKept) {
        bytes.write(chunk, 0, read);
      }
      if (length > MAX_BYTES) {
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
    body.completeExceptionally(Refusal.badRequest("The request body ended early."));
  }
}
