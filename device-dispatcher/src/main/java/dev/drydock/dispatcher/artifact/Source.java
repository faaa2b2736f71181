package dev.drydock.dispatcher.artifact;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A part of a file, read piece by piece. One caller at a time; no thread waits. */
interface Source {

  /** How many bytes come before the part that is wanted, where the host gives no parts. */
  default long ahead() {
    return 0;
  }

  /**
   * Reads the next piece, of some KiB. Not to be called again before it has completed.
   *
   * @return completes with null at the end; fails when it cannot be read
   */
  CompletableFuture<@Nullable ByteBuffer> next();

  /** Reads no more. May be called at any time, and again. */
  void close();
}
