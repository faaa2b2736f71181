package dev.drydock.operation.stream;

import static dev.drydock.operation.stream.Messages.NOON;
import static dev.drydock.operation.stream.Messages.PROGRESS;
import static dev.drydock.operation.stream.Messages.ack;
import static dev.drydock.operation.stream.Messages.admitted;
import static dev.drydock.operation.stream.Messages.installing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.messages.DeadLetter;
import dev.drydock.messages.DeviceAckKind;
import dev.drydock.messages.OperationState;
import dev.drydock.messages.OperationStatus;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The machine's clock jumps by an hour while an operation waits: ADR 14. */
class ClockJumpTopologyTest {

  private OperationLog log;

  @BeforeEach
  void open(@TempDir Path directory) {
    log = new OperationLog(directory);
    log.write(admitted("d1", "op-1"));
    log.write(installing("d1", "op-1", "1 of 7"));
    log.pass(Duration.ofMinutes(10));
  }

  @AfterEach
  void close() {
    log.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, -1, 24, -24})
  void shouldFireOnceAndInTimeWhenNothingElseHappens(int hours) {
    // given
    log.jump(Duration.ofHours(hours));

    // when
    log.pass(Duration.ofMinutes(50).minusMillis(200));
    assertThat(log.lastStatus().getState()).isEqualTo(OperationState.IN_PROGRESS);
    log.tick();
    log.tick();

    // then
    assertTimedOutOnce();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, -1, 24, -24})
  void shouldFireOnceAndInTimeWhenOthersAreBusy(int hours) {
    // given
    log.jump(Duration.ofHours(hours));

    // when
    for (int minute = 0; minute < 49; minute++) {
      log.write(admitted("d" + minute, "other-" + minute));
      log.pass(Duration.ofMinutes(1));
    }
    log.pass(Duration.ofMinutes(1).minusMillis(200));
    assertThat(log.statuses())
        .extracting(OperationStatus::getState)
        .doesNotContain(OperationState.FAILED);
    log.tick();
    log.tick();

    // then
    assertThat(log.statuses().stream().filter(s -> OperationState.FAILED.equals(s.getState())))
        .singleElement()
        .returns("op-1", OperationStatus::getOperationId)
        .returns(NOON.plus(PROGRESS), OperationStatus::getCompletedAt);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, -1})
  void shouldFireInTimeWhenTheClockJumpsThereAndBack(int hours) {
    // given
    log.jump(Duration.ofHours(hours));
    log.pass(Duration.ofMinutes(20));
    log.jump(Duration.ofHours(-hours));

    // when
    log.pass(Duration.ofMinutes(30).minusMillis(200));
    assertThat(log.lastStatus().getState()).isEqualTo(OperationState.IN_PROGRESS);
    log.tick();

    // then
    assertTimedOutOnce();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, -1})
  void shouldTakeTheDevicesWordInTimeAndGiveEarlyAcksTheirGraceWhenTheClockJumps(int hours) {
    // given
    log.write(ack("d2", "op-2", DeviceAckKind.SUCCEEDED));

    // when
    log.jump(Duration.ofHours(hours));
    log.pass(Duration.ofSeconds(59));
    assertThat(log.deadLetters()).isEmpty();
    log.pass(Duration.ofSeconds(1));
    log.pass(Duration.ofMinutes(48));
    log.write(ack("d1", "op-1", DeviceAckKind.SUCCEEDED));

    // then
    assertThat(log.deadLetters())
        .extracting(DeadLetter::getReason)
        .containsExactly("unknownOperation");
    assertThat(log.lastStatus().getState()).isEqualTo(OperationState.SUCCESSFUL);
  }

  private void assertTimedOutOnce() {
    assertThat(log.statuses()).hasSize(3);
    assertThat(log.lastStatus())
        .returns("progressTimeout", OperationStatus::getErrorCode)
        .returns(NOON.plus(PROGRESS), OperationStatus::getCompletedAt);
  }
}
