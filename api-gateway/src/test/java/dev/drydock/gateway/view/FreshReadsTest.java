package dev.drydock.gateway.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.gateway.security.Caller;
import dev.drydock.gateway.security.TenantId;
import dev.drydock.view.Actor;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class FreshReadsTest {

  private static final URI NOWHERE = URI.create("http://127.0.0.1:1");

  private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
  private final AtomicInteger asked = new AtomicInteger();

  @AfterEach
  void close() {
    timer.shutdownNow();
  }

  @Test
  void shouldAskAtGrowingDistancesWhenNothingIsFound() {
    // given
    FreshReads reads = reads(Duration.ofSeconds(1), 1);

    // when
    Optional<String> found = await(reads, "app-1").join();

    // then
    assertThat(found).isEmpty();
    assertThat(asked).as("at 0, 25, 75, 175, 375 and 775 ms").hasValueLessThanOrEqualTo(6);
  }

  @Test
  void shouldAskOnceWhenAsManyOfTheCallersReadersWaitAsMay() {
    // given
    FreshReads reads = reads(Duration.ofMinutes(1), 1);
    CompletableFuture<Optional<String>> first = await(reads, "app-1");

    // when
    CompletableFuture<Optional<String>> second = await(reads, "app-1");
    CompletableFuture<Optional<String>> ofAnother = await(reads, "app-2");

    // then
    assertThat(second).isCompletedWithValue(Optional.empty());
    assertThat(first).isNotCompleted();
    assertThat(ofAnother).isNotCompleted();
  }

  @Test
  void shouldWaitAgainWhenAnEarlierWaitIsOver() {
    // given
    FreshReads reads = reads(Duration.ofMillis(40), 1);
    await(reads, "app-1").join();
    int askedBefore = asked.get();

    // when
    await(reads, "app-1").join();

    // then
    assertThat(asked).hasValueGreaterThan(askedBefore + 1);
  }

  @Test
  void shouldHavePlacesForShortWaitsWhateverWaitsForLong() {
    // given
    FreshReads reads = reads(Duration.ofMinutes(1), 1);
    reads.awaitPatiently(caller("app-1"), this::ask, found -> true, Duration.ofMinutes(1));

    // when
    CompletableFuture<Optional<String>> brief = await(reads, "app-1");

    // then
    assertThat(brief).isNotCompleted();
  }

  private FreshReads reads(Duration wait, int waitsOfCaller) {
    return new FreshReads(
        timer, ViewFixture.settings(NOWHERE, Duration.ofSeconds(1), wait, waitsOfCaller));
  }

  private CompletableFuture<Optional<String>> await(FreshReads reads, String applicationId) {
    return reads.await(caller(applicationId), this::ask, found -> true);
  }

  private CompletableFuture<Optional<String>> ask() {
    asked.incrementAndGet();
    return CompletableFuture.completedFuture(Optional.empty());
  }

  private static Caller caller(String applicationId) {
    return new Caller(
        new TenantId("t"), new Actor(applicationId, null, null, null, null), false, Set.of());
  }
}
