package dev.drydock.operation.stream;

import static dev.drydock.operation.stream.Messages.NOON;
import static dev.drydock.operation.stream.Messages.ack;
import static dev.drydock.operation.stream.Messages.admitted;
import static dev.drydock.operation.stream.Messages.cancelRequested;
import static dev.drydock.operation.stream.Messages.delivered;
import static dev.drydock.operation.stream.Messages.installing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.messages.Cause;
import dev.drydock.messages.DeviceAckKind;
import dev.drydock.messages.OperationState;
import dev.drydock.messages.OperationStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A shard opens elsewhere on what the one before it stored. */
class RestartTopologyTest {

  private static final Map<String, List<SpecificRecord>> WAITING =
      Map.of(
          "DELIVERY", List.of(),
          "START", List.of(delivered("d1", "op-1")),
          "PROGRESS", List.of(installing("d1", "op-1", "1 of 7")),
          "CANCEL", List.of(cancelRequested("d1", "op-1"), installing("d1", "op-1", "1 of 7")));

  @TempDir private Path directory;
  private OperationLog log;

  @BeforeEach
  void open() {
    log = new OperationLog(directory.resolve("first"));
    log.write(admitted("d1", "op-1"));
  }

  @AfterEach
  void close() {
    log.close();
  }

  @ParameterizedTest
  @CsvSource({
    "DELIVERY, PT12H",
    "START, PT1H",
    "PROGRESS, PT30M",
    "CANCEL, PT5M",
    "CANCEL, PT0S",
  })
  void shouldFireOnceWhenItRestartsInMidWait(String kind, Duration passed) {
    // given
    WAITING.get(kind).forEach(record -> log.writeAt(record, NOON));
    Instant due = log.lastStatus().getDeadlineAt();
    int revision = log.lastStatus().getRevision();
    log.pass(passed);

    // when
    OperationStatus end = endAfterRestart(due);

    // then
    assertThat(end)
        .returns(OperationState.FAILED, OperationStatus::getState)
        .returns(revision + 1, OperationStatus::getRevision)
        .returns(due, OperationStatus::getCompletedAt)
        .returns(new Cause(null, 0, null, kind.toLowerCase(Locale.ROOT), due), Statuses::cause);
  }

  @Test
  void shouldFireOnceWhenItWasDownAtThatMoment() {
    // given
    Instant due = log.lastStatus().getDeadlineAt();
    log.passUnnoticed(Duration.ofHours(30));

    // when
    OperationStatus end = endAfterRestart(due);

    // then
    assertThat(end)
        .returns("deliveryTimeout", OperationStatus::getErrorCode)
        .returns(due, OperationStatus::getCompletedAt);
  }

  @Test
  void shouldFireNothingAgainWhenItRestartsAfterTheEnd() {
    // given
    log.pass(Duration.ofHours(24));
    assertThat(log.lastStatus().getState()).isEqualTo(OperationState.FAILED);

    try (OperationLog moved = moved()) {
      // when
      moved.pass(Duration.ofDays(20));
      moved.tick();

      // then
      assertThat(moved.statuses()).isEmpty();
    }
  }

  @Test
  void shouldStillApplyOrGiveUpEarlyAcksWhenItRestarts() {
    // given
    log.write(ack("d2", "op-2", DeviceAckKind.SUCCEEDED));
    log.write(ack("d3", "op-3", DeviceAckKind.SUCCEEDED));

    try (OperationLog moved = moved()) {
      // when
      moved.write(admitted("d2", "op-2"));
      moved.pass(Duration.ofMinutes(2));

      // then
      assertThat(moved.lastStatus().getState()).isEqualTo(OperationState.SUCCESSFUL);
      assertThat(moved.deadLetters()).hasSize(1);
    }
  }

  private OperationStatus endAfterRestart(Instant due) {
    try (OperationLog moved = moved()) {
      if (moved.now().isBefore(due)) {
        moved.pass(Duration.between(moved.now(), due).minusMillis(200));
        assertThat(moved.statuses()).as("nothing is early").isEmpty();
      }
      moved.tick();
      moved.tick();
      assertThat(moved.statuses()).as("once").hasSize(1);
      return moved.lastStatus();
    }
  }

  private OperationLog moved() {
    OperationLog moved = new OperationLog(directory.resolve("second"), log.now());
    moved.restoreFrom(log);
    return moved;
  }
}
