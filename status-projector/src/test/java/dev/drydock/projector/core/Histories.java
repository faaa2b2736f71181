package dev.drydock.projector.core;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random records, few keys, so that they meet. */
public final class Histories {

  private Histories() {}

  /** Returns logs of changes, removals among them. */
  public static Arbitrary<List<Change>> logs() {
    return Arbitraries.frequencyOf(Tuple.of(8, puts()), Tuple.of(1, removals()))
        .list()
        .ofMaxSize(40);
  }

  /** Returns changes none of which is a removal. */
  public static Arbitrary<List<Change>> logsWithoutRemovals() {
    return puts().list().ofMaxSize(40);
  }

  private static Arbitrary<Change> puts() {
    Arbitrary<Change> operations =
        Combinators.combine(operationIds(), Arbitraries.integers().between(0, 6))
            .as((id, revision) -> new Change.OperationChanged(operation(id, revision)));
    Arbitrary<Change> devices =
        Combinators.combine(deviceIds(), Arbitraries.integers().between(1, 5))
            .as((id, revision) -> new Change.DeviceChanged(Rows.device(id, revision)));
    return Arbitraries.oneOf(operations, devices);
  }

  private static Arbitrary<Change> removals() {
    Arbitrary<Change> operations = operationIds().map(Change.OperationGone::new);
    Arbitrary<Change> devices = deviceIds().map(Change.DeviceGone::new);
    return Arbitraries.oneOf(operations, devices);
  }

  private static OperationRow operation(String id, int revision) {
    return Rows.operation(id, DeviceId.of("tenant-1", "device-of-" + id), revision);
  }

  private static Arbitrary<String> operationIds() {
    return Arbitraries.of("op-1", "op-2", "op-3");
  }

  private static Arbitrary<DeviceId> deviceIds() {
    return Arbitraries.of(
        DeviceId.of("tenant-1", "a"), DeviceId.of("tenant-1", "b"), DeviceId.of("tenant-2", "a"));
  }
}
