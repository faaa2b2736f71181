package dev.drydock.check.rules;

import dev.drydock.messages.Idempotency;
import dev.drydock.schemas.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** I3 for requests that callers may repeat: one idempotency key, one operation, for a day. */
final class KeyCheck {

  /** How long callers are promised that a key is remembered. */
  private static final Duration PROMISED = Duration.ofHours(24);

  private final int partition;
  private final Operations operations;
  private final Findings findings;

  /** What was admitted last under the key of a device. */
  private final Map<String, Admitted> admitted = new HashMap<>();

  KeyCheck(int partition, Operations operations, Findings findings) {
    this.partition = partition;
    this.operations = operations;
    this.findings = findings;
  }

  /**
   * Looks at a request; they come in their order.
   *
   * @param decisions what names it as the request that it decides
   */
  void accept(Command request, List<Claim> decisions) {
    Idempotency key = request.key();
    Admitted known = key == null ? null : admitted.get(place(request, key));
    for (Claim decision : decisions) {
      if (decision.expected() == FactKind.REPEATED_REQUEST) {
        checkRepeated(request, known, decision);
      }
    }
    Operation operation = operations.find(request.operationId());
    if (key != null && operation != null && isAdmittedBy(request, operation)) {
      checkFirst(request, known, operation);
      admitted.put(place(request, key), new Admitted(operation, key.getBody()));
    }
  }

  private void checkRepeated(Command request, @Nullable Admitted known, Claim decision) {
    String named = decision.subject().operationId();
    boolean isSameId = named.equals(request.operationId());
    if (request.key() == null && !isSameId) {
      blame("an idempotency key", request, "it has none, and is told of \"" + named + '"');
    } else if (request.key() != null && known != null && !isSameId) {
      if (!known.operation().subject().operationId().equals(named)) {
        blame(known.operation().subject().toString(), request, "it is told of \"" + named + '"');
      } else if (!known.body().equals(request.key().getBody())) {
        blame("the body of \"" + named + '"', request, "it has another");
      }
    }
  }

  private void checkFirst(Command request, @Nullable Admitted known, Operation operation) {
    if (known != null
        && known.operation() != operation
        && known.operation().life() == operation.life()
        && operation.admittedAtMs() - known.operation().admittedAtMs() < PROMISED.toMillis()) {
      blame(
          "that " + known.operation().subject() + " is repeated",
          request,
          "it was admitted under the same idempotency key");
    }
  }

  private static boolean isAdmittedBy(Command request, Operation operation) {
    return operation.isAdmitted() && operation.subject().device().equals(request.device());
  }

  private void blame(String expected, Command request, String found) {
    findings.add(
        Invariant.KEPT_PROMISE,
        "Expected "
            + expected
            + " of the request at "
            + new Position(Topic.UPDATE_COMMANDS, partition, request.offset())
            + ", but "
            + found
            + '.');
  }

  private static String place(Command request, Idempotency key) {
    return request.device() + '/' + key.getKey();
  }

  private record Admitted(Operation operation, String body) {}
}
