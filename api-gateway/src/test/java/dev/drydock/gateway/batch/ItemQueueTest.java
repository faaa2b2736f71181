package dev.drydock.gateway.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.gateway.security.Caller;
import dev.drydock.gateway.security.TenantId;
import dev.drydock.view.Actor;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ItemQueueTest {

  private static final int MOST = 200;

  private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
  private final ItemQueue queue = new ItemQueue(timer);
  private final List<CompletableFuture<String>> begun = new ArrayList<>();

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  @Test
  void shouldHoldBackWhatOneApplicationHasTooManyOf() {
    // when
    List<CompletableFuture<String>> ends =
        IntStream.range(0, MOST + 2)
            .mapToObj(i -> queue.run(caller("app-1"), this::begin))
            .toList();
    int atFirst = begun();
    begun.get(0).complete("answer");
    begun.get(1).completeExceptionally(new IllegalStateException("failure"));

    // then
    assertThat(atFirst).isEqualTo(MOST);
    Awaitility.await("the next two have begun").until(() -> begun() == MOST + 2);
    assertThat(ends.get(0)).isCompletedWithValue("answer");
    assertThat(ends.get(1)).isCompletedExceptionally();
    assertThat(ends.get(MOST + 1)).isNotDone();
  }

  @Test
  void shouldNotHoldBackOtherApplications() {
    // given
    IntStream.range(0, MOST + 1).forEach(i -> queue.run(caller("app-1"), this::begin));

    // when
    queue.run(caller("app-2"), this::begin);

    // then
    assertThat(begun()).isEqualTo(MOST + 1);
  }

  @Test
  void shouldGoOnWhenAnItemCannotBegin() {
    // given
    IntStream.range(0, MOST)
        .forEach(
            i ->
                queue.run(
                    caller("app-1"),
                    () -> {
                      throw new IllegalStateException("failure");
                    }));

    // when
    queue.run(caller("app-1"), this::begin);

    // then
    assertThat(begun()).isEqualTo(1);
  }

  @Test
  void shouldEndManyThatWaitWithoutDeepRecursion() {
    // given
    CompletableFuture<String> first = new CompletableFuture<>();
    IntStream.range(0, MOST).forEach(i -> queue.run(caller("app-1"), () -> first));
    List<CompletableFuture<String>> ends =
        IntStream.range(0, 20_000)
            .mapToObj(
                i -> queue.run(caller("app-1"), () -> CompletableFuture.completedFuture("late")))
            .toList();

    // when
    first.complete("answer");

    // then
    Awaitility.await("all have ended")
        .until(() -> ends.stream().allMatch(end -> end.isDone() && end.join().equals("late")));
  }

  private synchronized CompletableFuture<String> begin() {
    CompletableFuture<String> item = new CompletableFuture<>();
    begun.add(item);
    return item;
  }

  private synchronized int begun() {
    return begun.size();
  }

  private static Caller caller(String application) {
    return new Caller(
        new TenantId("t"), new Actor(application, null, null, null, null), false, Set.of());
  }
}
