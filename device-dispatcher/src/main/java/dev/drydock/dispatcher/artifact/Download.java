package dev.drydock.dispatcher.artifact;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a part of a file: a piece is read when the one before is with the connection, and no thread
 * waits for either side. Holds one piece. Either side signals what is new; of several at once one
 * thread works.
 */
final class Download implements WriteListener, AsyncListener {

  private static final Logger LOG = LoggerFactory.getLogger(Download.class);

  /** How much is sent before it is another's turn. */
  private static final int TURN_BYTES = 128 * 1024;

  private final AsyncContext context;
  private final ServletOutputStream out;
  private final Source source;
  private final Pace pace;
  private final End then;
  private final AtomicInteger signals = new AtomicInteger();
  private final AtomicBoolean isOver = new AtomicBoolean();

  /** Since when a piece is waited for, by {@link System#nanoTime}; 0 when none is. */
  private volatile long readingSince;

  private volatile @Nullable SourceException failure;
  private volatile @Nullable CompletableFuture<@Nullable ByteBuffer> reading;

  // of the thread that works
  private @Nullable ByteBuffer piece;
  private long ahead;
  private long left;
  private long sendAt;

  /**
   * Takes what it is to send.
   *
   * @param context whose answer has its headers
   * @param length how many bytes are to follow
   * @param then is told once, when it is over
   */
  Download(AsyncContext context, Source source, long length, Pace pace, End then)
      throws IOException {
    this.context = context;
    this.out = context.getResponse().getOutputStream();
    this.source = source;
    this.ahead = source.ahead();
    this.left = length;
    this.pace = pace;
    this.then = then;
  }

  /**
   * How fast it may go.
   *
   * @param bandwidth shares the tenant's out
   * @param tenantId the tenant
   * @param senders the few threads that send, so that downloads leave the web server's to others
   * @param timer for what may be sent later
   * @param sent counts bytes
   */
  record Pace(
      Bandwidth bandwidth,
      String tenantId,
      Executor senders,
      ScheduledExecutorService timer,
      IntConsumer sent) {}

  /** What becomes of one that is over. */
  @FunctionalInterface
  interface End {

    /**
     * It is over.
     *
     * @param failure why its source could not be read to its end, or null when it could, or when
     *     the device has gone
     */
    void ended(Download download, @Nullable SourceException failure);
  }

  /** Begins to send; one that cannot be begun is over, and throws. */
  void begin() {
    try {
      context.addListener(this);
      out.setWriteListener(this);
    } catch (RuntimeException e) {
      release(null);
      throw e;
    }
  }

  /** Ends it when the source has said nothing since a time, by {@link System#nanoTime}. */
  void giveUpIfSilentSince(long nanos) {
    long since = readingSince;
    if (since != 0 && since - nanos < 0) {
      failure = new SourceException("the host says nothing");
      signal();
    }
  }

  @Override
  public void onWritePossible() {
    signal();
  }

  @Override
  public void onError(Throwable error) {
    LOG.debug("A device has gone before its file was sent", error);
    release(null);
  }

  @Override
  public void onError(AsyncEvent event) {
    release(null);
  }

  @Override
  public void onComplete(AsyncEvent event) {
    release(null);
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    release(null);
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    // none is begun anew
  }

  private void signal() {
    if (signals.getAndIncrement() == 0) {
      go();
    }
  }

  private void go() {
    try {
      pace.senders.execute(this::turn);
    } catch (RejectedExecutionException e) {
      release(null);
    }
  }

  /** One of many turns: others are to have theirs. */
  private void turn() {
    int seen = signals.get();
    boolean hasMore = false;
    try {
      hasMore = work();
    } catch (SourceException e) {
      cut(e);
    } catch (IOException | RuntimeException e) {
      LOG.debug("A device has gone before its file was sent", e);
      cut(null);
    }
    if (hasMore || signals.addAndGet(-seen) != 0) {
      go();
    }
  }

  /** Returns whether there was more to do when the turn was over. */
  private boolean work() throws IOException {
    long until = ahead + left - TURN_BYTES;
    while (!isOver.get()) {
      SourceException failed = failure;
      if (failed != null) {
        throw failed;
      } else if (!out.isReady()) {
        return false;
      } else if (left == 0) {
        release(null);
        context.complete();
      } else if (ahead + left <= until) {
        return true;
      } else if (!isPieceHere() || isEarly()) {
        return false;
      } else {
        write();
      }
    }
    return false;
  }

  private void write() throws IOException {
    ByteBuffer now = piece;
    piece = null;
    if (now != null && now.hasRemaining()) {
      left -= now.remaining();
      pace.sent.accept(now.remaining());
      out.write(now);
    }
  }

  /** Asks for the next piece where none is on its way. */
  private boolean isPieceHere() throws IOException {
    if (piece != null) {
      return true;
    }
    CompletableFuture<@Nullable ByteBuffer> next = reading;
    if (next == null) {
      next = source.next();
      readingSince = System.nanoTime() | 1;
      reading = next;
      next.whenComplete((read, error) -> signal());
    }
    if (!next.isDone()) {
      return false;
    }
    reading = null;
    readingSince = 0;
    take(next);
    return true;
  }

  private void take(CompletableFuture<@Nullable ByteBuffer> read) throws IOException {
    ByteBuffer next;
    try {
      next = read.join();
    } catch (CompletionException e) {
      throw SourceException.of(e);
    }
    if (next == null) {
      throw new SourceException("the file is shorter than the release says");
    }
    int dropped = (int) Math.min(ahead, next.remaining());
    ahead -= dropped;
    next.position(next.position() + dropped);
    next.limit(next.position() + (int) Math.min(left, next.remaining()));
    piece = next;
    sendAt = System.nanoTime() + pace.bandwidth.take(pace.tenantId, dropped + next.remaining());
  }

  private boolean isEarly() {
    long nanos = sendAt - System.nanoTime();
    if (nanos <= 0) {
      return false;
    }
    pace.timer.schedule(this::signal, nanos, TimeUnit.NANOSECONDS);
    return true;
  }

  /**
   * Ends the connection: its answer is not whole, and a device must not take what follows for the
   * rest. The container does so for an exchange that fails after it was begun to be answered.
   */
  private void cut(@Nullable SourceException why) {
    if (release(why)) {
      Artifacts.cut(context);
    }
  }

  /** Ends it, with nothing more to be said; returns false when it has ended before. */
  private boolean release(@Nullable SourceException why) {
    if (!isOver.compareAndSet(false, true)) {
      return false;
    }
    try {
      source.close();
    } catch (RuntimeException e) {
      LOG.debug("A source cannot be closed", e);
    } finally {
      then.ended(this, why);
    }
    return true;
  }
}
