package dev.drydock.dispatcher.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class PlacesTest {

  @Test
  void shouldGiveAPlaceThatIsLeftToTheFirstThatWaits() {
    // given
    Places places = places(Duration.ofMinutes(1));
    assertThat(places.enter().join()).isTrue();
    CompletableFuture<Boolean> first = places.enter();
    CompletableFuture<Boolean> second = places.enter();
    assertThat(places.enter().join()).as("there are more than may wait").isFalse();

    // when
    places.leave();

    // then
    assertThat(first.join()).isTrue();
    assertThat(second).isNotDone();
    places.leave();
    assertThat(second.join()).isTrue();
    places.leave();
    assertThat(places.enter().join()).isTrue();
  }

  @Test
  void shouldLoseNoPlaceToOneThatWaitsNoMore() {
    // given
    Places places = places(Duration.ofMillis(1));
    places.enter().join();
    assertThat(places.enter().join()).isFalse();

    // when
    places.leave();

    // then
    assertThat(places.enter().join()).isTrue();
  }

  private static Places places(Duration wait) {
    return new Places(new ArtifactSettings(Set.of(), null, 1, 2, wait, null, Map.of(), wait, wait));
  }
}
