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

  private final long ahead;

  /** Guarded by this, as all that follows. */
  private final Deque<ByteBuffer> pieces = new ArrayDeque<>();

  private Flow.@Nullable Subscription subscription;
  private @Nullable CompletableFuture<@Nullable ByteBuffer> asked;
  private @Nullable Throwable failure;
  private boolean isAtEnd;
  private boolean isClosed;

  /**
   * Takes a body.
   *
   * @param ahead how many bytes come before those that are wanted
   */
  HttpSource(long ahead) {
    this.ahead = ahead;
  }

  @Override
  public long ahead() {
    return ahead;
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

  @Override
  public void onNext(List<ByteBuffer> more) {
    synchronized (this) {
      if (!isClosed) {
        pieces.addAll(more);
      }
    }
    settleAsked();
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
      if (piece == null && failed == null && !isAtEnd) {
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
