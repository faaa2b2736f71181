package dev.drydock.gateway.batch;

import dev.drydock.gateway.problem.Problem;
import dev.drydock.gateway.problem.ProblemCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Has the items of one batch answered at the same time, except that one waits for those it depends
 * on, and for those before it that are about the same device. For one batch, and one thread.
 */
final class BatchRun {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final Function<BatchItem, CompletableFuture<BatchAnswer.Item>> exchange;
  private final BiFunction<BatchItem, Problem, BatchAnswer.Item> refusal;
  private final Executor threads;
  private final long endNanos;

  private final Map<String, CompletableFuture<BatchAnswer.Item>> answers = new HashMap<>();
  private final Map<String, CompletableFuture<BatchAnswer.Item>> lastOfDevice = new HashMap<>();

  /**
   * @param exchange has an item answered
   * @param refusal answers an item without asking
   * @param threads run the items
   * @param limit how long the whole batch may take; an item that is not answered by then is told so
   */
  BatchRun(
      Function<BatchItem, CompletableFuture<BatchAnswer.Item>> exchange,
      BiFunction<BatchItem, Problem, BatchAnswer.Item> refusal,
      Executor threads,
      Duration limit) {
    this.exchange = exchange;
    this.refusal = refusal;
    this.threads = threads;
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
        .thenComposeAsync(
            ready ->
                dependencies.stream().anyMatch(answer -> answer.join().isFailure())
                    ? CompletableFuture.completedFuture(refusal.apply(item, failedDependency()))
                    : answer(item),
            threads);
  }

  private CompletableFuture<BatchAnswer.Item> answer(BatchItem item) {
    long leftNanos = endNanos - System.nanoTime();
    if (leftNanos <= 0) {
      return CompletableFuture.completedFuture(
          refusal.apply(item, tooLate("this request was not begun")));
    }
    CompletableFuture<BatchAnswer.Item> answer = exchange.apply(item).copy();
    return answer
        .orTimeout(leftNanos, TimeUnit.NANOSECONDS)
        .exceptionally(
            late -> refusal.apply(item, tooLate("what became of this request is not known")));
  }

  private static Problem failedDependency() {
    return Problem.of(
        ProblemCode.FAILED_DEPENDENCY,
        "A request of the batch that this one depends on has failed.");
  }

  private static Problem tooLate(String what) {
    return Problem.unavailable("The batch took too long; " + what + '.', RETRY_AFTER)
        .withInnerCode("batchTimeout");
  }
}
