package dev.drydock.dispatcher.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.messages.DeviceAckKind;
import dev.drydock.messages.OperationState;
import dev.drydock.schemas.MessageHeaders;
import dev.drydock.schemas.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/**
 * The log that docks write against a model of one dock, whatever they read and in whatever order:
 * one operation at a time (I1), one decision on each command, and nothing given away that is
 * withdrawn. Each try has a device of its own. Few tries, for the driver commits after each record;
 * the core's properties have more.
 */
class DockTopologyPropertiesTest {

  private static DockLog log;
  private static int devices;

  @BeforeContainer
  static void open() throws IOException {
    Path parent = Files.createDirectories(Path.of("target").toAbsolutePath());
    log = new DockLog(Files.createTempDirectory(parent, "dock-properties"));
  }

  @AfterContainer
  static void close() {
    log.close();
  }

  @Property(tries = 25, shrinking = ShrinkingMode.OFF)
  void shouldDecideAndCommandAsTheModelDoes(@ForAll("steps") List<Step> steps) {
    // given
    String device = "d" + devices++;
    Model model = new Model();
    log.registerDdi(device);
    model.decide(new Step(What.REGISTER_DDI, ""));
    log.raw(Topic.DISPATCH_EVENTS);

    for (Step drawn : steps) {
      Step step = model.named(drawn);

      // when
      play(step, device);

      // then
      assertThat(kinds(Topic.DISPATCH_EVENTS))
          .as("decisions on %s", step)
          .isEqualTo(model.decide(step));
      assertThat(kinds(Topic.DEVICE_COMMANDS)).as("commands of %s", step).isEqualTo(model.commands);
    }
    assertThat(log.raw(Topic.DEAD_LETTERS)).isEmpty();
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<What> often =
        Arbitraries.of(What.REQUEST, What.FETCH, What.CANCEL, What.REGISTER_DDI);
    Arbitrary<What> any = Arbitraries.oneOf(often, Arbitraries.of(What.class));
    Arbitrary<String> operations = Arbitraries.of("a", "a", "a", "b");
    return Combinators.combine(any, operations).as(Step::new).list().ofMinSize(10).ofMaxSize(30);
  }

  private static void play(Step step, String device) {
    switch (step.what) {
      case REGISTER_BRIDGE -> log.register(device);
      case REGISTER_DDI -> log.registerDdi(device);
      case RETIRE -> log.retire(device);
      case REQUEST -> log.request(device, step.operation);
      case CANCEL -> log.cancel(device, step.operation, false);
      case FORCE -> log.cancel(device, step.operation, true);
      case FETCH -> log.ack(device, step.operation, DeviceAckKind.FETCHED);
      case SAY_CANCELLED -> log.ack(device, step.operation, DeviceAckKind.CANCELLED);
      case SAY_HELLO -> log.hello(device, Map.of("firmware", step.operation), Map.of());
      case END -> log.status(device, step.operation, OperationState.CANCELLED);
      case FORGET -> log.tombstone(step.operation);
    }
  }

  private static List<String> kinds(Topic topic) {
    return log.raw(topic).stream()
        .map(record -> MessageHeaders.text(record.headers(), MessageHeaders.KIND))
        .toList();
  }

  private enum What {
    REGISTER_BRIDGE,
    REGISTER_DDI,
    RETIRE,
    REQUEST,
    CANCEL,
    FORCE,
    FETCH,
    SAY_CANCELLED,
    SAY_HELLO,
    END,
    FORGET
  }

  private record Step(What what, String operation) {}

  /** A dock in a few words. */
  private static final class Model {

    private final List<String> commands = new ArrayList<>();
    private final Set<String> admitted = new HashSet<>();
    private int ended;
    private boolean isKnown;
    private boolean isBehindBridge;
    private @Nullable String holder;
    private boolean isBridged;
    private boolean isGiven;
    private boolean isWithdrawn;
    private boolean isAnswered;

    /** After each end the next operation is another one; "b" may be spoken of at any time. */
    Step named(Step step) {
      return step.operation.equals("a") ? new Step(step.what, "a" + ended) : step;
    }

    List<String> decide(Step step) {
      commands.clear();
      boolean holds = step.operation.equals(holder);
      return switch (step.what) {
        case REGISTER_BRIDGE -> register(true);
        case REGISTER_DDI -> register(false);
        case RETIRE -> retire();
        case REQUEST -> request(step.operation);
        case CANCEL -> holds ? cancel(false) : List.of("cancelRefused");
        case FORCE -> holds ? cancel(true) : List.of("cancelRefused");
        case FETCH -> fetch(holds);
        case END -> holds ? release() : List.of();
        case SAY_CANCELLED -> hearFinalReport(holds);
        case SAY_HELLO, FORGET -> List.of();
      };
    }

    private List<String> register(boolean behindBridge) {
      isKnown = true;
      isBehindBridge = behindBridge;
      return List.of("deviceRegistered");
    }

    private List<String> retire() {
      boolean isRefused = holder != null || !isKnown;
      isKnown &= isRefused;
      return List.of(isRefused ? "retirementRefused" : "deviceRetired");
    }

    private List<String> admit(String operation) {
      if (!isKnown) {
        return List.of("updateRefused");
      }
      holder = operation;
      admitted.add(operation);
      isBridged = isBehindBridge;
      isGiven = isBridged;
      isWithdrawn = false;
      isAnswered = false;
      if (isBridged) {
        commands.add("installSoftware");
      }
      return List.of("updateAdmitted");
    }

    private List<String> request(String operation) {
      if (admitted.contains(operation)) {
        return List.of("admissionRepeated");
      }
      return holder == null ? admit(operation) : List.of("updateConflicted");
    }

    private List<String> cancel(boolean force) {
      boolean withdraws = isWithdrawn || force || !isGiven;
      if (isBridged && !isWithdrawn) {
        commands.add("withdrawSoftware");
      }
      isWithdrawn = withdraws;
      return List.of(withdraws ? "updateWithdrawn" : "cancelRequested");
    }

    private List<String> fetch(boolean holds) {
      boolean gives = holds && !isWithdrawn && !isAnswered;
      isGiven |= gives;
      return List.of(gives ? "updateDelivered" : "fetchRefused");
    }

    /** A bridge's device does not fetch. */
    private List<String> hearFinalReport(boolean holds) {
      isAnswered |= holds && !isBridged;
      return List.of();
    }

    private List<String> release() {
      holder = null;
      ended++;
      return List.of("dockReleased");
    }
  }
}
