package dev.drydock.bench;

import dev.drydock.kit.http.HttpAnswer;
import dev.drydock.kit.http.HttpCall;
import dev.drydock.kit.http.HttpPool;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** An open-loop load of reads: the same few thousand, in turn. Not thread-safe. */
final class ReadLoad {

  private static final int OK = 200;

  private final HttpPool http;
  private final List<byte[]> requests;
  private long sent;

  /**
   * @param requests whole requests that change nothing; where there are none, nothing is sent, and
   *     that counts as errors
   */
  ReadLoad(HttpPool http, List<byte[]> requests) {
    this.http = http;
    this.requests = List.copyOf(requests);
  }

  /** Runs one plan, as {@link OpenLoop#run} does. */
  Outcome run(LoadPlan plan, OpenLoop.Window window, BooleanSupplier stopped) {
    var loop = new OpenLoop(http, this::next, plan);
    long measured = System.nanoTime() + plan.warmup().toNanos();
    loop.run(window, stopped);
    AnswerTally answers = loop.answers();
    return new Outcome(
        requests.size(),
        http.countUsedSince(measured),
        answers.count(OK),
        answers.countsBesides(OK),
        answers.latency());
  }

  private @Nullable HttpCall next(long intendedNanos) {
    return requests.isEmpty() ? null : new Read(requests.get((int) (sent++ % requests.size())));
  }

  /**
   * What came of the reads that were meant for the measured time.
   *
   * @param operations how many operations were read in turn
   * @param connections over how many kept connections they went
   * @param found how many reads were answered 200
   * @param errors how many were answered otherwise or not at all, by status
   * @param latency from the intended sending to the answer
   */
  record Outcome(
      int operations,
      int connections,
      long found,
      Map<String, Long> errors,
      Latencies.Summary latency) {

    long errorCount() {
      return errors.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /** One read; its answer is counted where it is sent. */
  private record Read(byte[] request) implements HttpCall {

    @Override
    public void answered(HttpAnswer answer) {}

    @Override
    public void failed(Exception cause) {}
  }
}
