package dev.drydock.check.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.messages.DeviceAckKind;
import dev.drydock.messages.DispatchEventKind;
import dev.drydock.messages.OperationPhase;
import dev.drydock.messages.OperationState;
import dev.drydock.schemas.Topic;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What a busy day leaves, all of it in one partition: the test's JVM has less than 1 GB of heap.
 */
class LargeLogTest {

  private static final int OPERATIONS = 500_000;

  @Test
  void shouldCopeWhenThereAreHalfAMillionOperations() {
    // given
    LogCheck check =
        new LogCheck(
            CheckOptions.running(Instant.ofEpochMilli(OPERATIONS))
                .withQuiet(true)
                .withComplete(true),
            Set.of());

    // when
    check.check(new DayLog());

    // then
    CheckReport report = check.report(0, 0);
    assertThat(report.violations()).isEmpty();
    assertThat(report.counts().successful()).isEqualTo(OPERATIONS);
  }

  /** Makes each entry when it is read. Operation n has request n, and so on by arithmetic. */
  private static final class DayLog implements ShardLog {

    private static final int PARTITION = 0;
    private static final long DEADLINE_MS = 1_000;

    @Override
    public int partition() {
      return PARTITION;
    }

    @Override
    public LogBounds bounds(Topic topic) {
      return new LogBounds(0, Long.MAX_VALUE);
    }

    @Override
    public void readCommands(Consumer<? super Command> to) {
      operations().forEach(n -> to.accept(Messages.request(n, device(n), id(n), n, null)));
    }

    @Override
    public void readAcks(Consumer<? super Ack> to) {
      operations()
          .forEach(
              n -> {
                to.accept(Messages.ack(2L * n, device(n), id(n), DeviceAckKind.PROGRESS, null));
                to.accept(
                    Messages.ack(2L * n + 1, device(n), id(n), DeviceAckKind.SUCCEEDED, null));
              });
    }

    @Override
    public void readDispatches(Consumer<? super Decision> to) {
      operations()
          .forEach(
              n -> {
                to.accept(
                    Messages.decision(
                        2L * n,
                        DispatchEventKind.UPDATE_ADMITTED,
                        device(n),
                        id(n),
                        Messages.cause(Topic.UPDATE_COMMANDS, PARTITION, n)));
                to.accept(
                    Messages.decision(
                        2L * n + 1,
                        DispatchEventKind.DOCK_RELEASED,
                        device(n),
                        id(n),
                        Messages.cause(Topic.OPERATION_STATUS, PARTITION, 3L * n + 2)));
              });
    }

    @Override
    public void readStatuses(Consumer<? super StatusEntry> to) {
      operations()
          .forEach(
              n -> {
                to.accept(
                    status(
                        n,
                        1,
                        OperationState.QUEUED,
                        OperationPhase.ADMITTED,
                        Topic.DISPATCH_EVENTS,
                        2L * n));
                to.accept(
                    status(
                        n,
                        2,
                        OperationState.IN_PROGRESS,
                        OperationPhase.INSTALLING,
                        Topic.DEVICE_ACKS,
                        2L * n));
                to.accept(
                    status(n, 3, OperationState.SUCCESSFUL, null, Topic.DEVICE_ACKS, 2L * n + 1));
              });
    }

    private static IntStream operations() {
      return IntStream.range(0, OPERATIONS);
    }

    private static StatusEntry status(
        int n, int revision, String state, String phase, Topic topic, long cause) {
      StatusEntry.Changed status =
          Messages.status(
              3L * n + revision - 1,
              device(n),
              id(n),
              revision,
              new Standing(state, phase, null),
              Messages.cause(topic, PARTITION, cause));
      return phase == null
          ? Changes.timed(status, n, null, Long.valueOf(n))
          : Changes.timed(status, n, n + DEADLINE_MS, null);
    }

    /** A new text each time, as a reader of bytes would make it. */
    private static String id(int n) {
      return new UUID(n, ~n).toString();
    }

    private static String device(int n) {
      return "contoso/room-" + n % 50_000;
    }
  }
}
