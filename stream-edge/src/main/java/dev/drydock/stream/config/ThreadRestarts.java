package dev.drydock.stream.config;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces a stream thread that died. Nothing is lost by it: what the thread had not committed is
 * aborted and read again. The pause keeps an error that stays (a registry that is away) from
 * becoming a busy loop.
 */
final class ThreadRestarts implements StreamsUncaughtExceptionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(ThreadRestarts.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  @Override
  public StreamThreadExceptionResponse handle(Throwable exception) {
    LOG.error("A stream thread died and is replaced after {}", PAUSE, exception);
    LockSupport.parkNanos(PAUSE.toNanos());
    return StreamThreadExceptionResponse.REPLACE_THREAD;
  }
}
