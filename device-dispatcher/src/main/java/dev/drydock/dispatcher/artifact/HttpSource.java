package dev.drydock.dispatcher.artifact;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * The body of a host's answer. What was not asked for stays in the connection: the host is slowed
 * down to what the device takes.
 */
final class HttpSource implements Source, Flow.Subscriber<List<ByteBuffer>> {

  /** Guarded by this, as all that follows. */
  private final Deque<ByteBuffer> pieces = new ArrayDeque<>();

  private Flow.@Nullable Subscription subscription;
  private @Nullable CompletableFuture<@Nullable ByteBuffer> asked;
  private @Nullable Throwable failure;
  private boolean isAtEnd;
  private boolean isClosed;
  private long toSkip;
  private long left;

  /**
   * Takes a body.
   *
   * @param toSkip how many bytes before those that are wanted
   * @param length how many are wanted
   */
  HttpSource(long toSkip, long length) {
    this.toSkip = toSkip;
    this.left = length;
  }

  @Override
  public CompletableFuture<@Nullable ByteBuffer> next() {
    CompletableFuture<@Nullable ByteBuffer> next = new CompletableFuture<>();
    Flow.Subscription more;
    synchronized (this) {
      if (settle(next)) {
        return next;
      }
      asked = next;
      more = subscription;
    }
    if (more != null) {
      more.request(1);
    }
    return next;
  }

  @Override
  public void close() {
    Flow.Subscription open;
    synchronized (this) {
      isClosed = true;
      pieces.clear();
      open = subscription;
    }
    if (open != null) {
      open.cancel();
    }
  }

  @Override
  public void onSubscribe(Flow.Subscription opened) {
    boolean isWanted;
    boolean isUseless;
    synchronized (this) {
      subscription = opened;
      isUseless = isClosed;
      isWanted = asked != null;
    }
    if (isUseless) {
      opened.cancel();
    } else if (isWanted) {
      opened.request(1);
    }
  }

  /** Skipped pieces are followed by others, which are to be asked for. */
  @Override
  public void onNext(List<ByteBuffer> more) {
    Flow.Subscription next = null;
    CompletableFuture<@Nullable ByteBuffer> waiting;
    synchronized (this) {
      more.forEach(this::keep);
      waiting = asked;
      if (waiting != null && !isClosed && pieces.isEmpty() && left > 0) {
        next = subscription;
      }
    }
    if (next != null) {
      next.request(1);
    } else {
      settleAsked();
    }
  }

  @Override
  public void onError(Throwable error) {
    synchronized (this) {
      failure = error;
    }
    settleAsked();
  }

  @Override
  public void onComplete() {
    synchronized (this) {
      isAtEnd = true;
    }
    settleAsked();
  }

  /** What follows on the part that is wanted is not kept. */
  private void keep(ByteBuffer piece) {
    int skipped = (int) Math.min(toSkip, piece.remaining());
    toSkip -= skipped;
    piece.position(piece.position() + skipped);
    piece.limit(piece.position() + (int) Math.min(left, piece.remaining()));
    left -= piece.remaining();
    if (piece.hasRemaining() && !isClosed) {
      pieces.add(piece);
    }
  }

  private void settleAsked() {
    CompletableFuture<@Nullable ByteBuffer> waiting;
    synchronized (this) {
      waiting = asked;
      asked = null;
    }
    if (waiting != null && !settle(waiting)) {
      waiting.completeExceptionally(new SourceException("the host's answer ended without a piece"));
    }
  }

  /** Returns false when there is nothing to say yet. Completes outside of the lock. */
  private boolean settle(CompletableFuture<@Nullable ByteBuffer> waiting) {
    ByteBuffer piece;
    Throwable failed;
    synchronized (this) {
      piece = pieces.poll();
      failed = failure;
      if (piece == null && failed == null && !isAtEnd && left > 0) {
        return false;
      }
    }
    if (piece == null && failed != null) {
      waiting.completeExceptionally(failed);
    } else {
      waiting.complete(piece);
    }
    return true;
  }
}
