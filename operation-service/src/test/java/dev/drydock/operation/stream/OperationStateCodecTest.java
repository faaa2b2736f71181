package dev.drydock.operation.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.operation.core.Actor;
import dev.drydock.operation.core.Cancellation;
import dev.drydock.operation.core.Deadlines;
import dev.drydock.operation.core.Device;
import dev.drydock.operation.core.DeviceResult;
import dev.drydock.operation.core.LateResult;
import dev.drydock.operation.core.Operation;
import dev.drydock.operation.core.Phase;
import dev.drydock.operation.core.Reports;
import dev.drydock.operation.core.RequestedUpdate;
import dev.drydock.operation.core.Times;
import dev.drydock.operation.state.StoredOperation;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OperationStateCodecTest {

  private static final Instant NOON = Messages.NOON;

  @Test
  void shouldReadWhatItWroteWhenEveryMemberIsThere() {
    // given
    Operation operation =
        new Operation(
            "op-1",
            new Device("tenant", "d1"),
            new RequestedUpdate(
                "teamsClient",
                "1.0.96.22",
                "soft",
                new Deadlines(
                    Duration.ofHours(1),
                    Duration.ofHours(2),
                    Duration.ofHours(3),
                    Duration.ofHours(4)),
                NOON.minusMillis(5),
                new Actor("app", "App", "user", "User", null)),
            Phase.CANCELLED,
            9,
            new Times(NOON, NOON.plusSeconds(4), NOON.minusSeconds(8), NOON.plusSeconds(4)),
            new Actor(null, null, null, null, "d1"),
            new Reports(3, 700, "3 of 7"),
            new Cancellation(
                NOON.minusSeconds(2),
                new Actor("console", null, null, null, null),
                true,
                NOON.minusSeconds(1),
                "no"),
            null,
            new LateResult(DeviceResult.FAILED, NOON.plusSeconds(4), "no space"),
            NOON.plusSeconds(900));

    // when
    byte[] bytes =
        OperationShards.STORED_OPERATIONS
            .serializer()
            .serialize("s", OperationStateCodec.state(operation, NOON));

    // then
    assertThat(OperationStateCodec.operation("op-1", stored(bytes))).isEqualTo(operation);
  }

  private static StoredOperation stored(byte[] bytes) {
    return OperationShards.STORED_OPERATIONS.deserializer().deserialize("s", bytes);
  }
}
