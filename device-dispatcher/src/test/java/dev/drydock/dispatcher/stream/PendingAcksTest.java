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

  private final PendingAcks unheard = new PendingAcks(new FleetPartitions(1));

  @Test
  void shouldKnowAWordFromTheMomentItIsSaid() {
    // when
    unheard.said(ack(DeviceAckKind.SUCCEEDED));

    // then
    assertThat(lastWord()).isEqualTo(DeviceAnswer.SUCCEEDED);
    assertThat(hearing("tenant/d2")).isSameAs(DOCK);
  }

  @Test
  void shouldForgetAWordWhenItsDockHasHeardIt() {
    // given
    PendingAcks.DeviceReport word = unheard.said(ack(DeviceAckKind.SUCCEEDED)).orElseThrow();
    unheard.written(word, 0, 7);
    unheard.heard(DEVICE, 0, 6);
    assertThat(lastWord()).isEqualTo(DeviceAnswer.SUCCEEDED);

    // when
    unheard.heard(DEVICE, 0, 7);

    // then
    assertThat(hearing(DEVICE)).isSameAs(DOCK);
  }

  @Test
  void shouldForgetAWordWhenItsDockHeardItBeforeItsPlaceWasKnown() {
    // given
    PendingAcks.DeviceReport word = unheard.said(ack(DeviceAckKind.FAILED)).orElseThrow();
    unheard.heard(DEVICE, 0, 7);

    // when
    unheard.written(word, 0, 7);

    // then
    assertThat(hearing(DEVICE)).isSameAs(DOCK);
  }

  @Test
  void shouldForgetAWordThatIsNotOnTheLog() {
    // given
    PendingAcks.DeviceReport word = unheard.said(ack(DeviceAckKind.REJECTED)).orElseThrow();

    // when
    unheard.notWritten(word);

    // then
    assertThat(hearing(DEVICE)).isSameAs(DOCK);
  }

  @Test
  void shouldKeepTheOrderOfWords() {
    // when
    unheard.said(ack(DeviceAckKind.CANCEL_REFUSED));
    unheard.said(ack(DeviceAckKind.SUCCEEDED));
    unheard.said(ack(DeviceAckKind.FAILED));

    // then
    assertThat(lastWord()).isEqualTo(DeviceAnswer.SUCCEEDED);
    assertThat(hearing(DEVICE).holder().cancelRequested()).isFalse();
  }

  @Test
  void shouldForgetWhatAShardReadsThatComes() {
    // given
    PendingAcks.DeviceReport word = unheard.said(ack(DeviceAckKind.SUCCEEDED)).orElseThrow();
    unheard.written(word, 0, 7);

    // when
    unheard.came(0);

    // then
    assertThat(hearing(DEVICE)).isSameAs(DOCK);
  }

  @Test
  void shouldKeepWhatIsOnItsWayWhenAShardComes() {
    // given
    PendingAcks.DeviceReport word = unheard.said(ack(DeviceAckKind.SUCCEEDED)).orElseThrow();

    // when
    unheard.came(0);

    // then
    assertThat(lastWord()).isEqualTo(DeviceAnswer.SUCCEEDED);
    unheard.written(word, 0, 7);
    unheard.heard(DEVICE, 0, 7);
    assertThat(hearing(DEVICE)).isSameAs(DOCK);
  }

  @Test
  void shouldForgetTheWordsOfAShardThatLeaves() {
    // given
    PendingAcks.DeviceReport word = unheard.said(ack(DeviceAckKind.SUCCEEDED)).orElseThrow();
    unheard.written(word, 0, 7);

    // when
    unheard.left(0);

    // then
    assertThat(unheard.of(DEVICE)).isEmpty();
  }

  @Test
  void shouldKeepTheWordsOfOtherShardsWhenOneLeaves() {
    // given
    PendingAcks two = new PendingAcks(new FleetPartitions(2));
    int partition = new FleetPartitions(2).of(DEVICE);
    PendingAcks.DeviceReport word = two.said(ack(DeviceAckKind.SUCCEEDED)).orElseThrow();
    two.written(word, partition, 7);

    // when
    two.left(1 - partition);

    // then
    assertThat(two.of(DEVICE)).containsExactly(word);
  }

  @Test
  void shouldForgetAWordThatIsWrittenAfterItsShardLeft() {
    // given
    PendingAcks.DeviceReport word = unheard.said(ack(DeviceAckKind.SUCCEEDED)).orElseThrow();
    unheard.left(0);

    // when
    unheard.written(word, 0, 7);

    // then
    assertThat(unheard.of(DEVICE)).isEmpty();
  }

  @Test
  void shouldKeepWhatIsOnItsWayWhenAShardLeavesAndComesAgain() {
    // given
    PendingAcks.DeviceReport word = unheard.said(ack(DeviceAckKind.SUCCEEDED)).orElseThrow();

    // when
    unheard.left(0);
    unheard.came(0);
    unheard.written(word, 0, 7);

    // then
    assertThat(lastWord()).isEqualTo(DeviceAnswer.SUCCEEDED);
    unheard.heard(DEVICE, 0, 7);
    assertThat(unheard.of(DEVICE)).isEmpty();
  }

  @Test
  void shouldNotNoteWhatNoDockWaitsFor() {
    assertThat(unheard.said(ack(DeviceAckKind.PROGRESS))).isEmpty();
    assertThat(unheard.said(ack(DeviceAckKind.HELLO))).isEmpty();
  }

  private Dock hearing(String device) {
    return PendingAcks.hearing(unheard.of(device), DOCK);
  }

  private DeviceAnswer lastWord() {
    return hearing(DEVICE).holder().lastWord();
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
