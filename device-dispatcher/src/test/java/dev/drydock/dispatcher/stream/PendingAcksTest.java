package dev.drydock.dispatcher.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dispatcher.core.Channel;
import dev.drydock.dispatcher.core.Content;
import dev.drydock.dispatcher.core.DeviceAnswer;
import dev.drydock.dispatcher.core.Dock;
import dev.drydock.dispatcher.core.Holder;
import dev.drydock.dispatcher.core.Offer;
import dev.drydock.dispatcher.core.Software;
import dev.drydock.dispatcher.core.Terms;
import dev.drydock.dispatcher.core.Withdrawal;
import dev.drydock.messages.DeviceAck;
import dev.drydock.messages.DeviceAckKind;
import dev.drydock.stream.FleetPartitions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PendingAcksTest {

  private static final String DEVICE = "tenant/d1";
  private static final Holder HOLDER =
      new Holder(
          "op-1",
          1,
          Instant.EPOCH,
          Channel.DDI,
          new Offer(new Software("firmware", "2"), Content.of(), Terms.FORCED),
          false,
          true,
          Withdrawal.NONE,
          true,
          null);
  private static final Dock DOCK = new Dock(null, HOLDER, 1, List.of(), List.of());

  private final PendingAcks pendingAcks = new PendingAcks(new FleetPartitions(1));

  @Test
  void shouldKnowAWordFromTheMomentItIsSaid() {
    // when
    pendingAcks.begun(ack(DeviceAckKind.SUCCEEDED));

    // then
    assertThat(finalReport()).isEqualTo(DeviceAnswer.SUCCEEDED);
    assertThat(hearing("tenant/d2")).isSameAs(DOCK);
  }

  @Test
  void shouldForgetAWordWhenItsDockHasHeardIt() {
    // given
    PendingAcks.PendingAck ack = pendingAcks.begun(ack(DeviceAckKind.SUCCEEDED)).orElseThrow();
    pendingAcks.written(ack, 0, 7);
    pendingAcks.applied(DEVICE, 0, 6);
    assertThat(finalReport()).isEqualTo(DeviceAnswer.SUCCEEDED);

    // when
    pendingAcks.applied(DEVICE, 0, 7);

    // then
    assertThat(hearing(DEVICE)).isSameAs(DOCK);
  }

  @Test
  void shouldForgetAWordWhenItsDockHeardItBeforeItsPlaceWasKnown() {
    // given
    PendingAcks.PendingAck ack = pendingAcks.begun(ack(DeviceAckKind.FAILED)).orElseThrow();
    pendingAcks.applied(DEVICE, 0, 7);

    // when
    pendingAcks.written(ack, 0, 7);

    // then
    assertThat(hearing(DEVICE)).isSameAs(DOCK);
  }

  @Test
  void shouldForgetAWordThatIsNotOnTheLog() {
    // given
    PendingAcks.PendingAck ack = pendingAcks.begun(ack(DeviceAckKind.REJECTED)).orElseThrow();

    // when
    pendingAcks.notWritten(ack);

    // then
    assertThat(hearing(DEVICE)).isSameAs(DOCK);
  }

  @Test
  void shouldKeepTheOrderOfWords() {
    // when
    pendingAcks.begun(ack(DeviceAckKind.CANCEL_REFUSED));
    pendingAcks.begun(ack(DeviceAckKind.SUCCEEDED));
    pendingAcks.begun(ack(DeviceAckKind.FAILED));

    // then
    assertThat(finalReport()).isEqualTo(DeviceAnswer.SUCCEEDED);
    assertThat(hearing(DEVICE).holder().cancelRequested()).isFalse();
  }

  @Test
  void shouldForgetWhatAShardReadsThatComes() {
    // given
    PendingAcks.PendingAck ack = pendingAcks.begun(ack(DeviceAckKind.SUCCEEDED)).orElseThrow();
    pendingAcks.written(ack, 0, 7);

    // when
    pendingAcks.arrived(0);

    // then
    assertThat(hearing(DEVICE)).isSameAs(DOCK);
  }

  @Test
  void shouldKeepWhatIsOnItsWayWhenAShardComes() {
    // given
    PendingAcks.PendingAck ack = pendingAcks.begun(ack(DeviceAckKind.SUCCEEDED)).orElseThrow();

    // when
    pendingAcks.arrived(0);

    // then
    assertThat(finalReport()).isEqualTo(DeviceAnswer.SUCCEEDED);
    pendingAcks.written(ack, 0, 7);
    pendingAcks.applied(DEVICE, 0, 7);
    assertThat(hearing(DEVICE)).isSameAs(DOCK);
  }

  @Test
  void shouldForgetTheWordsOfAShardThatLeaves() {
    // given
    PendingAcks.PendingAck ack = pendingAcks.begun(ack(DeviceAckKind.SUCCEEDED)).orElseThrow();
    pendingAcks.written(ack, 0, 7);

    // when
    pendingAcks.left(0);

    // then
    assertThat(pendingAcks.of(DEVICE)).isEmpty();
  }

  @Test
  void shouldKeepTheWordsOfOtherShardsWhenOneLeaves() {
    // given
    PendingAcks two = new PendingAcks(new FleetPartitions(2));
    int partition = new FleetPartitions(2).of(DEVICE);
    PendingAcks.PendingAck ack = two.begun(ack(DeviceAckKind.SUCCEEDED)).orElseThrow();
    two.written(ack, partition, 7);

    // when
    two.left(1 - partition);

    // then
    assertThat(two.of(DEVICE)).containsExactly(ack);
  }

  @Test
  void shouldForgetAWordThatIsWrittenAfterItsShardLeft() {
    // given
    PendingAcks.PendingAck ack = pendingAcks.begun(ack(DeviceAckKind.SUCCEEDED)).orElseThrow();
    pendingAcks.left(0);

    // when
    pendingAcks.written(ack, 0, 7);

    // then
    assertThat(pendingAcks.of(DEVICE)).isEmpty();
  }

  @Test
  void shouldKeepWhatIsOnItsWayWhenAShardLeavesAndComesAgain() {
    // given
    PendingAcks.PendingAck ack = pendingAcks.begun(ack(DeviceAckKind.SUCCEEDED)).orElseThrow();

    // when
    pendingAcks.left(0);
    pendingAcks.arrived(0);
    pendingAcks.written(ack, 0, 7);

    // then
    assertThat(finalReport()).isEqualTo(DeviceAnswer.SUCCEEDED);
    pendingAcks.applied(DEVICE, 0, 7);
    assertThat(pendingAcks.of(DEVICE)).isEmpty();
  }

  @Test
  void shouldNotNoteWhatNoDockWaitsFor() {
    assertThat(pendingAcks.begun(ack(DeviceAckKind.PROGRESS))).isEmpty();
    assertThat(pendingAcks.begun(ack(DeviceAckKind.HELLO))).isEmpty();
  }

  private Dock hearing(String device) {
    return PendingAcks.apply(pendingAcks.of(device), DOCK);
  }

  private DeviceAnswer finalReport() {
    return hearing(DEVICE).holder().finalReport();
  }

  private static DeviceAck ack(String kind) {
    return DeviceAck.newBuilder()
        .setTenantId("tenant")
        .setDeviceId("d1")
        .setOperationId("op-1")
        .setKind(kind)
        .setAt(Instant.EPOCH)
        .build();
  }
}
