package dev.drydock.check.rules;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The operations of one shard. */
final class Operations {

  private final Map<String, Operation> byId = new HashMap<>();
  private final Set<String> forgotten = new HashSet<>();

  @Nullable Operation find(String operationId) {
    return byId.get(operationId);
  }

  /** Returns the operation; one not seen before belongs to this device. */
  Operation of(String operationId, String device) {
    return byId.computeIfAbsent(operationId, id -> new Operation(new Subject(id, device)));
  }

  /** Returns what a record is about, sharing it with the operation where it can. */
  Subject subject(String operationId, String device) {
    Operation known = byId.get(operationId);
    return known != null && known.subject().device().equals(device)
        ? known.subject()
        : new Subject(operationId, device);
  }

  /** Notes that the operation's statuses were deleted on purpose. */
  void forget(String operationId) {
    forgotten.add(operationId);
  }

  boolean isForgotten(String operationId) {
    return forgotten.contains(operationId);
  }

  Collection<Operation> all() {
    return byId.values();
  }
}
