package dev.drydock.gateway.view;

import dev.drydock.gateway.security.Caller;
import dev.drydock.gateway.throttle.CallerPlaces;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Waits for the view to see what was written a moment ago, by asking again and again at growing
 * distances. No thread waits, and so many readers of one application at once. Thread-safe.
 */
@Component
public final class FreshReads {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(25);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

  private final ScheduledExecutorService timer;
  private final Duration wait;
  private final CallerPlaces places;

  /** Callers that wait long must not take the places of those who wait for a moment. */
  private final CallerPlaces patientPlaces;

  FreshReads(ScheduledExecutorService timer, ViewSettings settings) {
    this.timer = timer;
    this.wait = settings.freshWait();
    this.places = new CallerPlaces(settings.freshWaitsOfCaller());
    this.patientPlaces = new CallerPlaces(settings.freshWaitsOfCaller());
  }

  /**
   * Waits for what must be there soon, as {@link #awaitPatiently} does, for as long as is usual.
   */
  public <T> CompletableFuture<Optional<T>> await(
      Caller caller, Supplier<CompletableFuture<Optional<T>>> question, Predicate<T> isNewEnough) {
    return await(places, caller, question, isNewEnough, wait);
  }

  /**
   * Asks until the answer is new enough; once only, when as many of the caller's requests wait as
   * may.
   *
   * @param atMost how long
   * @return what the view has at last; empty when the wait ended before it was new enough; fails as
   *     the question does
   */
  public <T> CompletableFuture<Optional<T>> awaitPatiently(
      Caller caller,
      Supplier<CompletableFuture<Optional<T>>> question,
      Predicate<T> isNewEnough,
      Duration atMost) {
    return await(patientPlaces, caller, question, isNewEnough, atMost);
  }

  private <T> CompletableFuture<Optional<T>> await(
      CallerPlaces held,
      Caller caller,
      Supplier<CompletableFuture<Optional<T>>> question,
      Predicate<T> isNewEnough,
      Duration atMost) {
    if (!held.tryTake(caller)) {
      return question.get().thenApply(found -> found.filter(isNewEnough));
    }
    long endNanos = System.nanoTime() + atMost.toNanos();
    return ask(question, isNewEnough, endNanos, FIRST_PAUSE)
        .whenComplete((found, failure) -> held.giveBack(caller));
  }

  private <T> CompletableFuture<Optional<T>> ask(
      Supplier<CompletableFuture<Optional<T>>> question,
      Predicate<T> isNewEnough,
      long endNanos,
      Duration pause) {
    return question
        .get()
        .thenCompose(
            found -> {
              Optional<T> fresh = found.filter(isNewEnough);
              if (fresh.isPresent() || System.nanoTime() + pause.toNanos() > endNanos) {
                return CompletableFuture.completedFuture(fresh);
              }
              return after(pause)
                  .thenCompose(nothing -> ask(question, isNewEnough, endNanos, longer(pause)));
            });
  }

  private CompletableFuture<Void> after(Duration pause) {
    CompletableFuture<Void> over = new CompletableFuture<>();
    timer.schedule(() -> over.complete(null), pause.toMillis(), TimeUnit.MILLISECONDS);
    return over;
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
  }
}
