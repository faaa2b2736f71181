package dev.drydock.gateway.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TurnsTest {

  private final Turns turns = new Turns();
  private final List<String> begun = new ArrayList<>();

  @Test
  void shouldBeginAChangeWhenTheOneBeforeIsOver() {
    CompletableFuture<String> first = new CompletableFuture<>();

    CompletableFuture<String> one = turns.after("a", () -> begin("one", first));
    CompletableFuture<String> two = turns.after("a", () -> begin("two", done("2")));
    assertThat(begun).containsExactly("one");
    first.complete("1");

    assertThat(begun).containsExactly("one", "two");
    assertThat(one).isCompletedWithValue("1");
    assertThat(two).isCompletedWithValue("2");
  }

  @Test
  void shouldNotWaitForChangesOfSomethingElse() {
    turns.after("a", () -> begin("a", new CompletableFuture<>()));
    turns.after("b", () -> begin("b", done("b")));

    assertThat(begun).containsExactly("a", "b");
  }

  @Test
  void shouldGoOnWhenAChangeFails() {
    CompletableFuture<String> thrown =
        turns.after(
            "a",
            () -> {
              throw new IllegalStateException("no");
            });
    CompletableFuture<String> next = turns.after("a", () -> begin("next", done("n")));

    assertThat(thrown)
        .failsWithin(java.time.Duration.ZERO)
        .withThrowableThat()
        .withCauseInstanceOf(IllegalStateException.class);
    assertThat(next).isCompletedWithValue("n");
  }

  private CompletableFuture<String> begin(String name, CompletableFuture<String> change) {
    begun.add(name);
    return change;
  }

  private static CompletableFuture<String> done(String value) {
    return CompletableFuture.completedFuture(value);
  }
}
