package dev.drydock.gateway.batch;

import dev.drydock.gateway.problem.Problem;
import dev.drydock.gateway.problem.ProblemCode;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the items of one batch answered at the same time, except that one waits for those it depends
 * on, and for those before it that are about the same device. For one batch, and one thread.
 */
final class BatchRun {

  private static final Logger LOG = LoggerFactory.getLogger(BatchRun.class);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final BiFunction<BatchItem, Duration, CompletableFuture<BatchAnswer.Item>> sender;
  private final BiFunction<BatchItem, Problem, BatchAnswer.Item> refusal;
  private final Function<
          Supplier<CompletableFuture<BatchAnswer.Item>>, CompletableFuture<BatchAnswer.Item>>
      queue;
  private final long endNanos;

  private final Map<String, CompletableFuture<BatchAnswer.Item>> answers = new HashMap<>();
  private final Map<String, CompletableFuture<BatchAnswer.Item>> lastOfDevice = new HashMap<>();

  /**
   * @param sender has an item answered within a time
   * @param refusal answers an item that is not sent, or whose answer is not known
   * @param queue has an item wait for its turn
   * @param limit how long the whole batch may take; an item that is not answered by then is told so
   */
  BatchRun(
      BiFunction<BatchItem, Duration, CompletableFuture<BatchAnswer.Item>> sender,
      BiFunction<BatchItem, Problem, BatchAnswer.Item> refusal,
      Function<Supplier<CompletableFuture<BatchAnswer.Item>>, CompletableFuture<BatchAnswer.Item>>
          queue,
      Duration limit) {
    this.sender = sender;
    this.refusal = refusal;
    this.queue = queue;
    this.endNanos = System.nanoTime() + limit.toNanos();
  }

  /**
   * Answers the items.
   *
   * @param items each after those that it depends on
   */
  CompletableFuture<BatchAnswer> run(List<BatchItem> items) {
    List<CompletableFuture<BatchAnswer.Item>> all = new ArrayList<>();
    for (BatchItem item : items) {
      CompletableFuture<BatchAnswer.Item> answer = begin(item);
      answers.put(item.key(), answer);
      if (item.device() != null) {
        lastOfDevice.put(item.device(), answer);
      }
      all.add(answer);
    }
    return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
        .thenApply(done -> new BatchAnswer(all.stream().map(CompletableFuture::join).toList()));
  }

  private CompletableFuture<BatchAnswer.Item> begin(BatchItem item) {
    List<CompletableFuture<BatchAnswer.Item>> dependencies =
        item.dependsOn().stream().map(answers::get).toList();
    List<CompletableFuture<BatchAnswer.Item>> before = new ArrayList<>(dependencies);
    CompletableFuture<BatchAnswer.Item> sameDevice =
        item.device() == null ? null : lastOfDevice.get(item.device());
    if (sameDevice != null) {
      before.add(sameDevice);
    }
    return CompletableFuture.allOf(before.toArray(CompletableFuture[]::new))
        .thenCompose(
            ready ->
                dependencies.stream().anyMatch(answer -> answer.join().isFailure())
                    ? CompletableFuture.completedFuture(refusal.apply(item, failedDependency()))
                    : answer(item));
  }

  private CompletableFuture<BatchAnswer.Item> answer(BatchItem item) {
    AtomicBoolean isSent = new AtomicBoolean();
    return queue
        .apply(() -> send(item, isSent))
        .orTimeout(leftNanos(), TimeUnit.NANOSECONDS)
        .exceptionally(failure -> refusal.apply(item, problem(failure, isSent.get())));
  }

  private CompletableFuture<BatchAnswer.Item> send(BatchItem item, AtomicBoolean isSent) {
    Duration left = Duration.ofNanos(leftNanos());
    if (left.isZero()) {
      return CompletableFuture.failedFuture(new TimeoutException());
    }
    isSent.set(true);
    return sender.apply(item, left);
  }

  private long leftNanos() {
    return Math.max(0, endNanos - System.nanoTime());
  }

  private static Problem problem(Throwable failure, boolean isSent) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof Problem problem) {
      return problem;
    }
    if (cause instanceof TimeoutException || cause instanceof HttpTimeoutException) {
      String what =
          isSent ? "what became of this request is not known" : "this request was not begun";
      return Problem.unavailable("The batch took too long; " + what + '.', RETRY_AFTER)
          .withInnerCode("batchTimeout");
    }
    if (cause instanceof ConnectException) {
      return Problem.unavailable(
          "The gateway is about to stop; this request was not begun. Repeat it.", RETRY_AFTER);
    }
    LOG.error("An item of a batch failed", cause);
    return Problem.ofStatus(500, "The request failed.");
  }

  private static Problem failedDependency() {
    return Problem.of(
        ProblemCode.FAILED_DEPENDENCY,
        "A request of the batch that this one depends on has failed.");
  }
}
