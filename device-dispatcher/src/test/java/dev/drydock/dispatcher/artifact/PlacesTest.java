package dev.drydock.dispatcher.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.schemas.DeviceKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

final class PlacesTest {

  private static final Duration LONG = Duration.ofMinutes(1);

  private final ExecutorService then = Executors.newSingleThreadExecutor();
  private int devices;

  @AfterEach
  void stop() {
    then.shutdownNow();
  }

  @Test
  void shouldGiveAPlaceThatIsLeftToTheFirstThatWaits() {
    // given
    Places places = places(1, 2);
    Places.Place place = enter(places, "a").join().orElseThrow();
    CompletableFuture<Optional<Places.Place>> first = enter(places, "a");
    CompletableFuture<Optional<Places.Place>> second = enter(places, "a");
    assertThat(enter(places, "a").join()).as("there are more than may wait").isEmpty();

    // when
    place.leave();
    place.leave();

    // then
    first.join().orElseThrow().leave();
    second.join().orElseThrow().leave();
    assertThat(enter(places, "a").join()).isPresent();
    assertThat(enter(places, "a")).as("what was left twice is one place").isNotDone();
  }

  @Test
  void shouldLoseNoPlaceToOneThatWaitsNoMore() {
    // given
    Places places = places(1, 2);
    Places.Place place = enter(places, "a").join().orElseThrow();
    assertThat(enter(places, "a", Duration.ofMillis(1)).join()).isEmpty();
    assertThat(enter(places, "a", Duration.ofMillis(-1)).join()).as("no time is left").isEmpty();

    // when
    place.leave();

    // then
    assertThat(enter(places, "a").join()).isPresent();
  }

  @Test
  void shouldHandOnAPlaceHoweverManyLeaveItAtOnce() {
    // given
    Places places = places(1, 20_000);
    Places.Place place = enter(places, "a").join().orElseThrow();
    List<CompletableFuture<Void>> served =
        IntStream.range(0, 5_000)
            .mapToObj(
                n -> enter(places, "a").thenAccept(next -> next.ifPresent(Places.Place::leave)))
            .toList();

    // when
    place.leave();

    // then
    served.forEach(CompletableFuture::join);
    assertThat(enter(places, "a").join()).isPresent();
  }

  @Test
  void shouldLetADeviceTakeFewPlaces() {
    // given
    Places places = places(100, 100);
    DeviceKey device = new DeviceKey("a", "wild");
    List<Places.Place> taken = new ArrayList<>();
    for (int i = 0; i < Places.PER_DEVICE; i++) {
      taken.add(places.enter(device, LONG).join().orElseThrow());
    }

    // then
    assertThat(places.enter(device, LONG).join()).isEmpty();
    taken.get(0).leave();
    assertThat(places.enter(device, LONG).join()).isPresent();
  }

  @Test
  void shouldLetADeviceWaitForFewPlaces() {
    // given
    Places places = places(1, 100);
    enter(places, "a").join();
    DeviceKey device = new DeviceKey("a", "wild");
    for (int i = 0; i < Places.PER_DEVICE; i++) {
      assertThat(places.enter(device, LONG)).isNotDone();
    }

    // then
    assertThat(places.enter(device, LONG).join()).isEmpty();
    assertThat(enter(places, "a")).as("another device waits").isNotDone();
  }

  @Test
  void shouldKeepPlacesForOtherTenants() {
    // given
    Places places = places(10, 10);
    List<CompletableFuture<Optional<Places.Place>>> greedy =
        IntStream.range(0, 20).mapToObj(n -> enter(places, "greedy")).toList();
    assertThat(greedy.stream().filter(PlacesTest::isIn)).as("places of 10").hasSize(8);
    assertThat(greedy.stream().filter(place -> !place.isDone())).as("wait, of 10").hasSize(8);

    // when
    CompletableFuture<Optional<Places.Place>> one = enter(places, "other");
    CompletableFuture<Optional<Places.Place>> two = enter(places, "other");
    CompletableFuture<Optional<Places.Place>> three = enter(places, "other");

    // then
    assertThat(isIn(one) && isIn(two)).isTrue();
    assertThat(three).isNotDone();
    greedy.get(0).join().orElseThrow().leave();
    assertThat(three.join()).as("the one that has less comes first").isPresent();
    assertThat(greedy.stream().filter(PlacesTest::isIn)).hasSize(8);
  }

  @Test
  void shouldServeAThousandDevicesOfATenantAtOnceByDefault() {
    // given
    ArtifactSettings settings =
        new Binder(new MapConfigurationPropertySource(Map.of()))
            .bindOrCreate("drydock.dispatcher.ddi.artifacts", ArtifactSettings.class);

    // when
    Places places = new Places(settings, then);

    // then
    assertThat(IntStream.range(0, 1_000).mapToObj(n -> enter(places, "a")))
        .allMatch(PlacesTest::isIn);
    assertThat(settings.placeWait())
        .as("agents give a download up after 60 s")
        .isBetween(Duration.ofSeconds(45), Duration.ofSeconds(59));
  }

  private static boolean isIn(CompletableFuture<Optional<Places.Place>> place) {
    return place.getNow(Optional.empty()).isPresent();
  }

  private CompletableFuture<Optional<Places.Place>> enter(Places places, String tenantId) {
    return enter(places, tenantId, LONG);
  }

  private CompletableFuture<Optional<Places.Place>> enter(
      Places places, String tenantId, Duration wait) {
    return places.enter(new DeviceKey(tenantId, "device-" + devices++), wait);
  }

  private Places places(int downloads, int waiting) {
    return new Places(
        new ArtifactSettings(Set.of(), null, downloads, waiting, LONG, null, Map.of(), LONG, LONG),
        then);
  }
}
