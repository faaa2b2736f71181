package dev.drydock.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.drydock.messages.DeviceAckKind;
import dev.drydock.messages.DeviceActivity;
import dev.drydock.simulator.AckPlan.Outcome;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AckPlanTest {

  private static final Duration THINK = Duration.ofSeconds(1);
  private static final int MANY = 20_000;

  @Test
  void shouldReportWorkAndThenSuccessWhenDeviceIsFlawless() {
    // when
    AckPlan plan = AckPlan.of(Behaviour.flawless(THINK), "op-1");

    // then
    assertThat(plan.outcome()).isEqualTo(Outcome.SUCCEEDS);
    assertThat(plan.acks())
        .extracting(PlannedAck::kind)
        .containsExactly(DeviceAckKind.PROGRESS, DeviceAckKind.PROGRESS, DeviceAckKind.SUCCEEDED);
    assertThat(plan.acks())
        .extracting(PlannedAck::activity)
        .containsExactly(DeviceActivity.DOWNLOADING, DeviceActivity.INSTALLING, null);
  }

  @Test
  void shouldWaitHalfToOneAndAHalfThinkTimesWhenBetweenTwoAcks() {
    // when
    List<AckPlan> plans = plans(Behaviour.flawless(THINK));

    // then
    assertThat(plans)
        .allSatisfy(
            plan -> {
              long before = 0;
              for (PlannedAck ack : plan.acks()) {
                assertThat(ack.afterNanos() - before)
                    .isBetween(THINK.toNanos() / 2, THINK.toNanos() * 3 / 2);
                before = ack.afterNanos();
              }
            });
  }

  @Test
  void shouldSayAllAtOnceWhenThereIsNoThinkTime() {
    // when
    AckPlan plan = AckPlan.of(Behaviour.flawless(Duration.ZERO), "op-1");

    // then
    assertThat(plan.acks()).hasSize(3).allMatch(ack -> ack.afterNanos() == 0);
    assertThat(plan.acks().get(2).kind()).isEqualTo(DeviceAckKind.SUCCEEDED);
  }

  @Test
  void shouldPlanTheSameWhenSeedAndOperationAreTheSame() {
    // given
    var behaviour = new Behaviour(7, 0.4, 0.3, 0.3, 0.5, 0.5, THINK, 0, 0, false);

    // when
    AckPlan again = AckPlan.of(behaviour, "op-1");

    // then
    assertThat(again).isEqualTo(AckPlan.of(behaviour, "op-1"));
  }

  @Test
  void shouldPlanOtherOutcomesWhenSeedDiffers() {
    // given
    var one = new Behaviour(1, 0.5, 0.5, 0, 0, 0, THINK, 0, 0, false);
    var other = new Behaviour(2, 0.5, 0.5, 0, 0, 0, THINK, 0, 0, false);

    // when
    Set<Boolean> same =
        IntStream.range(0, 100)
            .mapToObj(i -> outcome(one, "op-" + i) == outcome(other, "op-" + i))
            .collect(Collectors.toSet());

    // then
    assertThat(same).containsExactlyInAnyOrder(true, false);
  }

  @Test
  void shouldKeepSharesWhenThereAreManyOperations() {
    // given
    var behaviour = new Behaviour(42, 0.7, 0.2, 0.1, 0, 0, THINK, 0, 0, false);

    // when
    List<AckPlan> plans = plans(behaviour);

    // then
    assertThat(share(plans, Outcome.SUCCEEDS)).isCloseTo(0.7, within(0.02));
    assertThat(share(plans, Outcome.FAILS)).isCloseTo(0.2, within(0.02));
    assertThat(share(plans, Outcome.FALLS_SILENT)).isCloseTo(0.1, within(0.02));
  }

  @Test
  void shouldEndWithFailureWhenUpdateFails() {
    // given
    var behaviour = new Behaviour(0, 0, 1, 0, 0, 0, THINK, 0, 0, false);

    // when
    AckPlan plan = AckPlan.of(behaviour, "op-1");

    // then
    PlannedAck last = plan.acks().get(plan.acks().size() - 1);
    assertThat(last.kind()).isEqualTo(DeviceAckKind.FAILED);
    assertThat(last.message()).isNotBlank();
  }

  @Test
  void shouldNeverSayTheEndWhenDeviceFallsSilent() {
    // given
    var behaviour = new Behaviour(0, 0, 0, 1, 0, 0, THINK, 0, 0, false);

    // when
    List<AckPlan> plans = plans(behaviour);

    // then
    assertThat(plans)
        .allSatisfy(
            plan ->
                assertThat(plan.acks()).allMatch(ack -> DeviceAckKind.PROGRESS.equals(ack.kind())));
    assertThat(plans.stream().map(plan -> plan.acks().size()).collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(0, 1, 2);
  }

  @Test
  void shouldSayEverythingTwiceWhenAllIsDuplicated() {
    // given
    var behaviour = new Behaviour(0, 1, 0, 0, 1, 0, THINK, 0, 0, false);

    // when
    AckPlan plan = AckPlan.of(behaviour, "op-1");

    // then
    assertThat(plan.acks()).hasSize(6);
    assertThat(plan.acks())
        .filteredOn(ack -> DeviceAckKind.SUCCEEDED.equals(ack.kind()))
        .hasSize(2);
  }

  @Test
  void shouldSayTheSameInAnotherOrderWhenDisordered() {
    // given
    var ordered = new Behaviour(3, 1, 0, 0, 0, 0, THINK, 0, 0, false);
    var disordered = new Behaviour(3, 1, 0, 0, 0, 1, THINK, 0, 0, false);

    // when
    List<AckPlan> plans = plans(disordered);

    // then
    List<String> order = kinds(AckPlan.of(ordered, "op-1"));
    assertThat(plans).allSatisfy(plan -> assertThat(kinds(plan)).hasSameElementsAs(order));
    assertThat(plans).anySatisfy(plan -> assertThat(kinds(plan)).isNotEqualTo(order));
    assertThat(plans).allSatisfy(plan -> assertThat(plan.acks()).isSortedAccordingTo(byTime()));
  }

  @Test
  void shouldReorderWhenDisorderedWithoutThinkTime() {
    // given
    var behaviour = new Behaviour(3, 1, 0, 0, 0, 1, Duration.ZERO, 0, 0, false);

    // when
    List<AckPlan> plans = plans(behaviour);

    // then
    assertThat(plans)
        .anySatisfy(plan -> assertThat(kinds(plan).get(0)).isEqualTo(DeviceAckKind.SUCCEEDED));
  }

  @Test
  void shouldLogWhatItIsAtWithEachProgressAndNothingElse() {
    // when
    AckPlan plan = AckPlan.of(new Behaviour(0, 1, 0, 0, 0, 0, THINK, 0, 2, false), "op-1");

    // then
    assertThat(plan.acks())
        .extracting(PlannedAck::logLines)
        .containsExactly(
            List.of("downloading, step 1 of 2", "downloading, step 2 of 2"),
            List.of("installing, step 1 of 2", "installing, step 2 of 2"),
            List.of());
    assertThat(AckPlan.of(Behaviour.flawless(THINK), "op-1").acks())
        .allMatch(ack -> ack.logLines().isEmpty());
  }

  private static Comparator<PlannedAck> byTime() {
    return Comparator.comparingLong(PlannedAck::afterNanos);
  }

  private static List<String> kinds(AckPlan plan) {
    return plan.acks().stream().map(PlannedAck::kind).toList();
  }

  private static Outcome outcome(Behaviour behaviour, String operationId) {
    return AckPlan.of(behaviour, operationId).outcome();
  }

  private static double share(List<AckPlan> plans, Outcome outcome) {
    return plans.stream().filter(plan -> plan.outcome() == outcome).count() / (double) plans.size();
  }

  private static List<AckPlan> plans(Behaviour behaviour) {
    return IntStream.range(0, MANY)
        .mapToObj(i -> AckPlan.of(behaviour, new UUID(0x019a_0000_0000_7000L, i).toString()))
        .toList();
  }
}
