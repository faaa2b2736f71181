package dev.drydock.dispatcher.core;

import static dev.drydock.dispatcher.core.DockScenario.CALLER;
import static dev.drydock.dispatcher.core.DockScenario.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for a dock whatever reaches it, in whatever order and however often. */
class DockPropertiesTest {

  @Property
  void shouldNeverHoldTwoOperations(@ForAll("inputs") List<DockInput> inputs) {
    String open = null;
    for (DockEvent event : play(inputs).events) {
      if (event instanceof DockEvent.UpdateAdmitted admitted) {
        assertThat(open).isNull();
        open = admitted.holder().operationId();
      } else if (event instanceof DockEvent.DockReleased released) {
        assertThat(released.operationId()).isEqualTo(open);
        open = null;
      } else if (event instanceof DockEvent.UpdateConflicted conflicted) {
        assertThat(conflicted.holder().operationId()).isEqualTo(open);
      } else if (event instanceof DockEvent.UpdateDelivered delivered) {
        assertThat(delivered.operationId()).isEqualTo(open);
      }
    }
  }

  @Property
  void shouldNeverUseADeploymentNumberTwice(@ForAll("inputs") List<DockInput> inputs) {
    Set<Integer> used = new HashSet<>();
    for (DockEvent event : play(inputs).events) {
      if (event instanceof DockEvent.UpdateAdmitted admitted) {
        assertThat(used.add(admitted.holder().deploymentNumber())).isTrue();
      }
    }
  }

  @Property
  void shouldReachTheStoredStateByFoldingTheEvents(@ForAll("inputs") List<DockInput> inputs) {
    Played played = play(inputs);

    Dock folded = Dock.UNKNOWN;
    for (DockEvent event : played.events) {
      folded = DockRules.evolve(folded, event);
    }

    assertThat(folded).isEqualTo(played.dock);
  }

  @Property
  void shouldAnswerEveryRequestExactlyOnce(@ForAll("inputs") List<DockInput> inputs) {
    long requests = inputs.stream().filter(DockInput.RequestUpdate.class::isInstance).count();

    long answers =
        play(inputs).events.stream()
            .filter(
                e ->
                    switch (e.kind()) {
                      case UPDATE_ADMITTED, ADMISSION_REPEATED, UPDATE_CONFLICTED, UPDATE_REFUSED ->
                          true;
                      default -> false;
                    })
            .count();

    assertThat(answers).isEqualTo(requests);
  }

  @Property
  void shouldChangeNothingWhenAnEndIsRepeated(@ForAll("inputs") List<DockInput> inputs) {
    List<DockInput> repeated = new ArrayList<>();
    for (DockInput input : inputs) {
      repeated.add(input);
      if (input instanceof DockInput.EndOperation) {
        repeated.add(input);
      }
    }

    assertThat(play(repeated)).isEqualTo(play(inputs));
  }

  @Provide
  Arbitrary<List<DockInput>> inputs() {
    Arbitrary<String> ids = Arbitraries.of("a", "b", "c");
    return Arbitraries.<DockInput>oneOf(
            ids.map(DockInput.RequestUpdate::new),
            ids.map(DockInput.EndOperation::new),
            ids.map(DockInput.FetchUpdate::new),
            Arbitraries.just(new DockInput.RegisterDevice(CALLER)))
        .list()
        .ofMaxSize(40);
  }

  private static Played play(List<DockInput> inputs) {
    Dock dock = Dock.UNKNOWN;
    List<DockEvent> events = new ArrayList<>();
    for (DockInput input : inputs) {
      var event = DockRules.decide(dock, input, NOON);
      if (event.isPresent()) {
        dock = DockRules.evolve(dock, event.get());
        events.add(event.get());
      }
    }
    return new Played(dock, events);
  }

  private record Played(Dock dock, List<DockEvent> events) {}
}
