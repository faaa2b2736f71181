package dev.drydock.dispatcher.core;

import static dev.drydock.dispatcher.core.DockScenario.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What a device runs once results come late, in whatever order and however often. */
final class LateSuccessTest {

  /**
   * An update.
   *
   * @param software what it installs
   * @param inTime whether the device says so in time
   * @param late whether it says so later
   */
  record Update(Software software, boolean inTime, boolean late) {}

  @Test
  void shouldRunWhatWasInstalledAfterTheDeadline() {
    // given
    Dock dock = ended(registered(), "a", new Software("firmware", "2"), false);

    // when
    Dock after = hear(dock, "a", new Software("firmware", "2"), true);

    // then
    assertThat(runs(after)).isEqualTo(Map.of("firmware", "2"));
    assertThat(hear(after, "a", new Software("firmware", "2"), true)).isEqualTo(after);
  }

  @Test
  void shouldNotTakeAnotherVersionBackWhenTheResultIsToldOnceMore() {
    // given
    Software two = new Software("firmware", "2");
    Dock dock = hear(ended(registered(), "a", two, false), "a", two, true);
    Dock byHand =
        play(
            dock,
            new DockInput.SayHello(
                SoftwareVersions.of(Map.of("firmware", "3")), DockInput.Description.KNOWN, null));

    // when
    Dock after = hear(byHand, "a", two, true);

    // then
    assertThat(runs(after)).isEqualTo(Map.of("firmware", "3"));
  }

  @Property
  void shouldRunTheNewestThatSucceeded(
      @ForAll("updates") List<Update> updates,
      @ForAll Random random,
      @ForAll @IntRange(min = 1, max = 3) int copies) {
    // given
    Dock dock = registered();
    Map<String, String> expected = new LinkedHashMap<>();
    List<Integer> late = new ArrayList<>();
    for (int n = 0; n < updates.size(); n++) {
      Update update = updates.get(n);
      if (update.inTime() || update.late()) {
        expected.put(update.software().type(), update.software().version());
      }
      dock = ended(dock, "op-" + n, update.software(), update.inTime());
      if (update.late()) {
        for (int i = 0; i < copies; i++) {
          late.add(n);
        }
      }
      // some results come before the next update begins, the others after the last, in any order
      while (!late.isEmpty() && random.nextBoolean()) {
        dock = hearLate(dock, updates, late.remove(random.nextInt(late.size())));
      }
    }

    // when
    while (!late.isEmpty()) {
      dock = hearLate(dock, updates, late.remove(random.nextInt(late.size())));
    }

    // then
    assertThat(runs(dock)).isEqualTo(expected);
  }

  @Provide
  Arbitrary<List<Update>> updates() {
    Arbitrary<Software> software =
        Combinators.combine(
                Arbitraries.of("firmware", "teamsClient"), Arbitraries.of("1", "2", "3"))
            .as(Software::new);
    return Combinators.combine(software, Arbitraries.of(true, false), Arbitraries.of(true, false))
        .as(Update::new)
        .list()
        .ofMaxSize(Dock.MAX_PAST);
  }

  private static Dock hearLate(Dock dock, List<Update> updates, int n) {
    return hear(dock, "op-" + n, updates.get(n).software(), true);
  }

  private static Dock registered() {
    return DockRules.evolve(Dock.UNKNOWN, DockScenario.registered());
  }

  private static Dock ended(Dock dock, String operationId, Software software, boolean succeeded) {
    Dock held =
        play(
            dock,
            new DockInput.RequestUpdate(
                operationId, new Offer(software, Content.of(), Terms.FORCED), null, Premise.NONE));
    return play(
        held,
        new DockInput.EndOperation(
            operationId,
            succeeded ? End.SUCCESSFUL : End.FAILED,
            null,
            new Attempt(operationId, software, succeeded),
            NOON));
  }

  private static Dock hear(Dock dock, String operationId, Software software, boolean installed) {
    return play(
        dock,
        new DockInput.EndOperation(
            operationId, End.FAILED, null, new Attempt(operationId, software, installed), NOON));
  }

  private static Dock play(Dock dock, DockInput input) {
    Instant at = NOON;
    return DockRules.decide(dock, null, input, at, DockScenario.NUMBERS)
        .map(event -> DockRules.evolve(dock, event))
        .orElse(dock);
  }

  private static Map<String, String> runs(Dock dock) {
    Registration known = dock.registration();
    assertThat(known).isNotNull();
    return known.runs().byType();
  }
}
