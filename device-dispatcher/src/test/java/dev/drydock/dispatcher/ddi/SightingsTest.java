package dev.drydock.dispatcher.ddi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dispatcher.config.TestEdge;
import dev.drydock.dispatcher.core.Channel;
import dev.drydock.dispatcher.core.Dock;
import dev.drydock.dispatcher.core.Registration;
import dev.drydock.messages.DeviceAck;
import dev.drydock.messages.DeviceAckKind;
import dev.drydock.schemas.DeviceKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How it is noted that devices are there. */
final class SightingsTest {

  private static final Instant NOW = TestEdge.NOW;
  private static final Duration INTERVAL = Duration.ofMinutes(15);

  private final List<DeviceAck> written = new CopyOnWriteArrayList<>();
  private final Sightings sightings = new Sightings(new SightSettings(INTERVAL, 2, 3), new Log());

  private final class Log implements AckLog {

    @Override
    public CompletableFuture<Void> write(DeviceAck ack) {
      written.add(ack);
      if (ack.getDeviceId().equals("throws")) {
        throw new IllegalStateException("closed");
      }
      return CompletableFuture.failedFuture(new IllegalStateException("away"));
    }

    @Override
    public CompletableFuture<Boolean> fetch(DeviceAck fetched) {
      throw new AssertionError("Expected no fetch, but there is " + fetched);
    }
  }

  @AfterEach
  void close() {
    sightings.close();
  }

  @Test
  void shouldWriteThatADeviceWasThere() {
    // when
    sightings.note(device("a"), null, NOW);
    sightings.note(device("a"), NOW.minus(INTERVAL), NOW.plusSeconds(1));
    sightings.flush();

    // then
    assertThat(written)
        .containsExactly(
            DeviceAck.newBuilder()
                .setTenantId("acme")
                .setDeviceId("a")
                .setOperationId("")
                .setKind(DeviceAckKind.HELLO)
                .setAt(NOW.plusSeconds(1))
                .build());
  }

  @Test
  void shouldWriteInTheOrderInWhichDevicesCame() {
    // given
    sightings.note(device("z"), null, NOW);
    sightings.note(device("a"), null, NOW);
    sightings.note(device("m"), null, NOW);
    sightings.note(device("z"), null, NOW);

    // when
    sightings.flush();
    sightings.flush();

    // then
    assertThat(written).extracting(DeviceAck::getDeviceId).containsExactly("z", "a", "m");
  }

  @Test
  void shouldNoteNothingWhenTheLastSightIsNewEnough() {
    // when
    sightings.note(device("a"), NOW.minus(INTERVAL).plusMillis(1), NOW);
    sightings.flush();

    // then
    assertThat(written).isEmpty();
  }

  @Test
  void shouldWriteNoMoreThanMayBeWrittenInASecondAndKeepTheRest() {
    // given
    for (String id : List.of("a", "b", "c", "d", "a")) {
      sightings.note(device(id), null, NOW);
    }

    // when
    sightings.flush();
    int first = written.size();
    sightings.flush();

    // then
    assertThat(first).isEqualTo(2);
    assertThat(written).extracting(DeviceAck::getDeviceId).containsExactlyInAnyOrder("a", "b", "c");
  }

  @Test
  void shouldGoOnWhenAWriteFails() {
    // given
    sightings.note(device("throws"), null, NOW);
    sightings.note(device("b"), null, NOW);

    // when
    sightings.flush();

    // then
    assertThat(written).hasSize(2);
  }

  @Test
  void shouldWriteByItselfWhatPollsHaveShown() {
    try (TestEdge edge = TestEdge.start("drydock.dispatcher.ddi.sights.interval=1m")) {
      // given
      Device device = Device.anyOf(edge);
      edge.put(device.key(), seenAt(NOW.minus(Duration.ofMinutes(1))));

      // when
      device.get("");

      // then
      Awaitility.await("the sight is written")
          .untilAsserted(() -> assertThat(edge.written(device.key())).hasSize(1));
      assertThat(edge.written(device.key()).get(0).getChannel()).isNull();
    }
  }

  private static Dock seenAt(Instant at) {
    Registration known = Docks.registration(Channel.DDI, true);
    return new Dock(
        new Registration(
            known.revision(),
            known.registeredAt(),
            known.registeredBy(),
            known.channel(),
            known.runs(),
            at,
            known.described(),
            known.editedIn()),
        null,
        0,
        List.of(),
        List.of());
  }

  private static DeviceKey device(String id) {
    return new DeviceKey("acme", id);
  }
}
