package dev.drydock.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.drydock.messages.DeviceAckKind;
import dev.drydock.simulator.CancelPlan.Outcome;
import dev.drydock.simulator.ReceivedCommand.Kind;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class CancelPlanTest {

  private static final int MANY = 20_000;

  @Test
  void shouldStopAndSaySoWhenTheDeviceIsAtWork() {
    // when
    CancelPlan plan = CancelPlan.of(behaviour(0, 0), told(Kind.WITHDRAW, "op-1"), true);

    // then
    assertThat(plan.outcome()).isEqualTo(Outcome.STOPS);
    assertThat(plan.stops()).isTrue();
    assertThat(kinds(plan)).containsExactly(DeviceAckKind.CANCELLED);
  }

  @Test
  void shouldSayThatItGoesOnWhenTheDeviceRefuses() {
    // when
    CancelPlan plan = CancelPlan.of(behaviour(1, 0), told(Kind.WITHDRAW, "op-1"), true);

    // then
    assertThat(plan.outcome()).isEqualTo(Outcome.REFUSES);
    assertThat(plan.stops()).isFalse();
    assertThat(kinds(plan)).containsExactly(DeviceAckKind.CANCEL_REFUSED);
  }

  @Test
  void shouldStopWithoutAWordWhenTheEndIsForced() {
    // when
    CancelPlan plan = CancelPlan.of(behaviour(1, 1), told(Kind.WITHDRAW_FORCED, "op-1"), true);

    // then
    assertThat(plan.outcome()).isEqualTo(Outcome.IS_FORCED);
    assertThat(plan.stops()).isTrue();
    assertThat(plan.acks()).isEmpty();
  }

  @Test
  void shouldSayNothingWhenTheDeviceIsNotAtWork() {
    for (Kind kind : List.of(Kind.WITHDRAW, Kind.WITHDRAW_FORCED)) {
      // when
      CancelPlan plan = CancelPlan.of(behaviour(0.5, 1), told(kind, "op-1"), false);

      // then
      assertThat(plan.outcome()).isEqualTo(Outcome.COMES_TOO_LATE);
      assertThat(plan.stops()).isFalse();
      assertThat(plan.acks()).isEmpty();
    }
  }

  @Test
  void shouldSayItTwiceWhenAllIsDuplicated() {
    assertThat(kinds(CancelPlan.of(behaviour(0, 1), told(Kind.WITHDRAW, "op-1"), true)))
        .containsExactly(DeviceAckKind.CANCELLED, DeviceAckKind.CANCELLED);
  }

  @Test
  void shouldKeepTheShareOfRefusalsWhateverTheUpdateWouldHaveCome() {
    // given
    var behaviour = new Behaviour(7, 0.5, 0.5, 0, 0, 0, Duration.ZERO, 0.3, 0, false);

    // when
    List<String> operations =
        IntStream.range(0, MANY)
            .mapToObj(i -> new UUID(0x019a_0000_0000_7000L, i).toString())
            .toList();

    // then
    for (AckPlan.Outcome end : List.of(AckPlan.Outcome.SUCCEEDS, AckPlan.Outcome.FAILS)) {
      List<String> ending =
          operations.stream().filter(id -> AckPlan.of(behaviour, id).outcome() == end).toList();
      long refused =
          ending.stream()
              .map(id -> CancelPlan.of(behaviour, told(Kind.WITHDRAW, id), true).outcome())
              .filter(Outcome.REFUSES::equals)
              .count();
      assertThat(refused / (double) ending.size()).as("of %s", end).isCloseTo(0.3, within(0.02));
    }
  }

  private static Behaviour behaviour(double cancelRefusal, double duplicates) {
    return new Behaviour(0, 1, 0, 0, duplicates, 0, Duration.ZERO, cancelRefusal, 0, false);
  }

  private static ReceivedCommand told(Kind kind, String operationId) {
    return new ReceivedCommand(
        new TopicPartition("device-commands", 0), 1, "t1", "d1", operationId, kind, null);
  }

  private static List<String> kinds(CancelPlan plan) {
    return plan.acks().stream().map(PlannedAck::kind).toList();
  }
}
