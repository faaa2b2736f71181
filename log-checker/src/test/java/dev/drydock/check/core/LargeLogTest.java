package dev.drydock.check.core;

import static org.assertj.core.api.Assertions.assertThat;

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
    public LogBounds bounds(LogTopic topic) {
      return new LogBounds(0, Long.MAX_VALUE);
    }

    @Override
    public void readCommands(Consumer<? super CommandEntry> to) {
      operations().forEach(n -> to.accept(new RequestEntry(n, device(n), id(n), n, null)));
    }

    @Override
    public void readAcks(Consumer<? super AckEntry> to) {
      operations()
          .forEach(
              n -> {
                to.accept(new AckEntry(2L * n, device(n), id(n), AckKind.PROGRESS, null));
                to.accept(new AckEntry(2L * n + 1, device(n), id(n), AckKind.SUCCEEDED, null));
              });
    }

    @Override
    public void readDispatches(Consumer<? super DockEntry> to) {
      operations()
          .forEach(
              n -> {
                to.accept(
                    new DispatchEntry.UpdateAdmitted(
                        about(2L * n, n, LogTopic.UPDATE_COMMANDS, n), n));
                to.accept(
                    new DispatchEntry.DockReleased(
                        about(2L * n + 1, n, LogTopic.OPERATION_STATUS, 3L * n + 2)));
              });
    }

    @Override
    public void readStatuses(Consumer<? super StatusEntry> to) {
      operations()
          .forEach(
              n -> {
                to.accept(
                    status(n, 1, State.QUEUED, Phase.ADMITTED, LogTopic.DISPATCH_EVENTS, 2L * n));
                to.accept(
                    status(
                        n, 2, State.IN_PROGRESS, Phase.INSTALLING, LogTopic.DEVICE_ACKS, 2L * n));
                to.accept(status(n, 3, State.SUCCESSFUL, null, LogTopic.DEVICE_ACKS, 2L * n + 1));
              });
    }

    private static IntStream operations() {
      return IntStream.range(0, OPERATIONS);
    }

    private static StatusEntry status(
        int n, int revision, State state, Phase phase, LogTopic topic, long cause) {
      return new StatusEntry.Changed(
          3L * n + revision - 1,
          device(n),
          id(n),
          revision,
          new StatusEntry.Standing(state, phase, null),
          phase == null
              ? new StatusEntry.Times(n, null, Long.valueOf(n))
              : new StatusEntry.Times(n, n + DEADLINE_MS, null),
          null,
          new LogCause.Input(new Position(topic, PARTITION, cause)));
    }

    private static DispatchEntry.About about(long offset, int n, LogTopic topic, long cause) {
      return new DispatchEntry.About(
          offset, device(n), id(n), new LogCause.Input(new Position(topic, PARTITION, cause)));
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
