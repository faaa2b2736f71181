package dev.drydock.dispatcher.core;

import static dev.drydock.dispatcher.core.DockScenario.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for a dock whatever reaches it, in whatever order and however often. */
class DockPropertiesTest {

  private static final Map<DockInput.Kind, Set<DockEvent.Kind>> DECISIONS =
      Map.of(
          DockInput.Kind.REQUEST_UPDATE,
          Set.of(
              DockEvent.Kind.UPDATE_ADMITTED,
              DockEvent.Kind.ADMISSION_REPEATED,
              DockEvent.Kind.UPDATE_CONFLICTED,
              DockEvent.Kind.UPDATE_REFUSED),
          DockInput.Kind.CANCEL_OPERATION,
          Set.of(
              DockEvent.Kind.CANCEL_REQUESTED,
              DockEvent.Kind.UPDATE_WITHDRAWN,
              DockEvent.Kind.CANCEL_REFUSED),
          DockInput.Kind.REGISTER_DEVICE,
          Set.of(DockEvent.Kind.DEVICE_REGISTERED),
          DockInput.Kind.RETIRE_DEVICE,
          Set.of(DockEvent.Kind.DEVICE_RETIRED, DockEvent.Kind.RETIREMENT_REFUSED));

  private static final Set<DockEvent.Kind> COMMANDS_DECISIONS =
      DECISIONS.values().stream().flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());

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
    int last = DockScenario.FIRST - 1;
    for (DockEvent event : play(inputs).events) {
      if (event instanceof DockEvent.UpdateAdmitted admitted) {
        assertThat(admitted.holder().deploymentNumber()).isGreaterThan(last);
        last = admitted.holder().deploymentNumber();
      }
    }
  }

  @Property
  void shouldNeverAdmitTwiceUnderOneKey(@ForAll("inputs") List<DockInput> inputs) {
    Set<String> used = new HashSet<>();
    for (DockEvent event : play(inputs).events) {
      if (event instanceof DockEvent.UpdateAdmitted admitted && admitted.key() != null) {
        assertThat(used.add(admitted.key().key())).isTrue();
      }
    }
  }

  @Property
  void shouldNeverAdmitAnIdTwice(@ForAll("inputs") List<DockInput> inputs) {
    Set<String> used = new HashSet<>();
    for (DockEvent event : play(inputs).events) {
      if (event instanceof DockEvent.UpdateAdmitted admitted) {
        assertThat(used.add(admitted.holder().operationId())).isTrue();
      }
    }
  }

  @Property
  void shouldChangeNothingWhenRequestsAreDeliveredAgainAtAnyTime(
      @ForAll("inputs") List<DockInput> inputs, @ForAll Random random) {
    List<DockInput> repeated = new ArrayList<>();
    List<DockInput> admitted = new ArrayList<>();
    for (DockInput input : inputs) {
      repeated.add(input);
      if (input instanceof DockInput.RequestUpdate && isAdmitted(play(repeated))) {
        admitted.add(input);
      }
      if (!admitted.isEmpty()) {
        repeated.add(admitted.get(random.nextInt(admitted.size())));
      }
    }

    assertThat(play(repeated).dock).isEqualTo(play(inputs).dock);
  }

  private static boolean isAdmitted(Played played) {
    return played.events.get(played.events.size() - 1) instanceof DockEvent.UpdateAdmitted;
  }

  @Property
  void shouldRetireOnlyAFreeDockAndAdmitNothingUntilTheDeviceIsBack(
      @ForAll("inputs") List<DockInput> inputs) {
    boolean isHeld = false;
    boolean isKnown = false;
    for (DockEvent event : play(inputs).events) {
      if (event instanceof DockEvent.UpdateAdmitted) {
        assertThat(isKnown).isTrue();
        isHeld = true;
      } else if (event instanceof DockEvent.DockReleased) {
        isHeld = false;
      } else if (event instanceof DockEvent.DeviceRetired) {
        assertThat(isHeld).isFalse();
        isKnown = false;
      } else if (event instanceof DockEvent.DeviceRegistered registered) {
        assertThat(registered.registration().revision() == 1).isNotEqualTo(isKnown);
        isKnown = true;
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
  void shouldNeverDeliverWhatWasWithdrawn(@ForAll("inputs") List<DockInput> inputs) {
    Set<String> withdrawn = new HashSet<>();
    for (DockEvent event : play(inputs).events) {
      if (event instanceof DockEvent.UpdateWithdrawn withdrawal) {
        withdrawn.add(withdrawal.holder().operationId());
      } else if (event instanceof DockEvent.UpdateDelivered delivered) {
        assertThat(withdrawn).doesNotContain(delivered.operationId());
      }
    }
  }

  @Property
  void shouldWithdrawUnaskedOnlyWhatNobodyWasGiven(@ForAll("inputs") List<DockInput> inputs) {
    Set<String> given = new HashSet<>();
    for (DockEvent event : play(inputs).events) {
      if (event instanceof DockEvent.UpdateAdmitted admitted
          && admitted.holder().channel() == Channel.BRIDGE) {
        given.add(admitted.holder().operationId());
      } else if (event instanceof DockEvent.UpdateDelivered delivered) {
        given.add(delivered.operationId());
      } else if (event instanceof DockEvent.UpdateWithdrawn withdrawal && !withdrawal.isForced()) {
        assertThat(given).doesNotContain(withdrawal.holder().operationId());
      } else if (event instanceof DockEvent.CancelRequested request) {
        assertThat(given).contains(request.holder().operationId());
      }
    }
  }

  @Property
  void shouldDecideACommandExactlyOnceAndAsThatKindOfCommandIsDecided(
      @ForAll("inputs") List<DockInput> inputs) {
    Dock dock = Dock.UNKNOWN;
    for (DockInput input : inputs) {
      var event = DockRules.decide(dock, null, input, NOON, DockScenario.NUMBERS);
      if (isCommand(input)) {
        assertThat(event).as("decision on %s", input).isPresent();
        assertThat(DECISIONS.get(input.kind())).contains(event.orElseThrow().kind());
      } else {
        assertThat(event.map(DockEvent::kind))
            .as("decision on what is no command: %s", input)
            .isNotIn(
                COMMANDS_DECISIONS.stream()
                    .filter(kind -> !isOwn(kind, input))
                    .map(Optional::of)
                    .toList());
      }
      dock = event.isPresent() ? DockRules.evolve(dock, event.get()) : dock;
    }
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
    Arbitrary<String> ids = Arbitraries.of("a", "b", "c", "d", "e", "f");
    Arbitrary<Software> versions =
        Arbitraries.of("1", "2").map(version -> new Software("firmware", version));
    return Arbitraries.<DockInput>oneOf(
            ids.map(DockScenario::request),
            keyedRequests(ids),
            Combinators.combine(ids, Arbitraries.of(true, false))
                .as(DockInput.CancelOperation::new),
            Combinators.combine(
                    ids, versions.injectNull(0.5), Arbitraries.just(NOON).injectNull(0.5))
                .as(DockScenario::ended),
            ids.map(DockInput.FetchUpdate::new),
            hellos(versions),
            Combinators.combine(ids, Arbitraries.of(DeviceAnswer.class))
                .as(DockInput.AnswerOfDevice::new),
            Arbitraries.of(Channel.class).map(DockPropertiesTest::register),
            Arbitraries.just(new DockInput.RetireDevice()))
        .list()
        .ofMaxSize(40);
  }

  private static Arbitrary<DockInput> hellos(Arbitrary<Software> versions) {
    Arbitrary<DockInput.Introduction> introductions =
        Arbitraries.of(Channel.class)
            .map(channel -> new DockInput.Introduction(DockScenario.CALLER, channel));
    return Combinators.combine(
            versions, Arbitraries.of(DockInput.Description.class), introductions.injectNull(0.7))
        .as(
            (runs, told, introduction) ->
                new DockInput.SayHello(SoftwareVersions.NONE.with(runs), told, introduction));
  }

  private static DockInput register(Channel channel) {
    return new DockInput.RegisterDevice(
        DockScenario.CALLER,
        new Edit(channel, SoftwareVersions.of(Map.of("firmware", "0")), Set.of()),
        true,
        Precondition.NONE);
  }

  /** A device may register itself. */
  private static boolean isOwn(DockEvent.Kind kind, DockInput input) {
    return kind == DockEvent.Kind.DEVICE_REGISTERED && input instanceof DockInput.SayHello;
  }

  private static boolean isCommand(DockInput input) {
    return DECISIONS.containsKey(input.kind());
  }

  /** The gateway mints an id for each request, so a repeated one has another. */
  private static Arbitrary<DockInput> keyedRequests(Arbitrary<String> ids) {
    return Combinators.combine(ids, Arbitraries.of("k1", "k2"), Arbitraries.of("x", "y"))
        .as(DockScenario::request);
  }

  private static Played play(List<DockInput> inputs) {
    Dock dock = Dock.UNKNOWN;
    Map<String, Remembered> memory = new HashMap<>();
    List<DockEvent> events = new ArrayList<>();
    for (DockInput input : inputs) {
      var event =
          DockRules.decide(dock, remembered(input, memory), input, NOON, DockScenario.NUMBERS);
      if (event.isPresent()) {
        dock = DockRules.evolve(dock, event.get());
        remember(event.get(), memory);
        events.add(event.get());
      }
    }
    return new Played(dock, events);
  }

  private static Remembered remembered(DockInput input, Map<String, Remembered> memory) {
    if (!(input instanceof DockInput.RequestUpdate request)) {
      return null;
    }
    Remembered underId = memory.get("id " + request.operationId());
    return request.key() == null
        ? underId
        : memory.getOrDefault("key " + request.key().key(), underId);
  }

  private static void remember(DockEvent event, Map<String, Remembered> memory) {
    if (event instanceof DockEvent.UpdateAdmitted admitted) {
      String id = admitted.holder().operationId();
      IdempotencyKey key = admitted.key();
      memory.put("id " + id, new Remembered(id, ""));
      if (key != null) {
        memory.put("key " + key.key(), new Remembered(id, key.body()));
      }
    }
  }

  private record Played(Dock dock, List<DockEvent> events) {}
}
