package dev.drydock.dispatcher.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dispatcher.Decisions;
import dev.drydock.messages.DeadLetter;
import dev.drydock.messages.DeviceCommand;
import dev.drydock.messages.DispatchEventKind;
import dev.drydock.messages.Idempotency;
import dev.drydock.messages.OperationState;
import dev.drydock.messages.RefusalReason;
import dev.drydock.schemas.MessageHeaders;
import dev.drydock.schemas.Topic;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests that come again under their idempotency key. */
class IdempotencyTopologyTest {

  private static final Idempotency KEY = new Idempotency(hash('1'), hash('a'));

  private DockLog log;

  @BeforeEach
  void open(@TempDir Path stateDir) {
    log = new DockLog(stateDir);
    log.register("d1");
  }

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void shouldNameTheFirstOperationAndDoNothingElseWhenTheKeyComesAgain() {
    // given
    log.request("d1", "op-1", KEY);
    log.read(Topic.DEVICE_COMMANDS, DeviceCommand.class);

    // when
    log.request("d1", "op-2", KEY);

    // then
    var decision = log.lastDecision();
    assertThat(MessageHeaders.text(decision.headers(), MessageHeaders.KIND))
        .isEqualTo("admissionRepeated");
    assertThat(MessageHeaders.text(decision.headers(), MessageHeaders.REPLY_TO))
        .isEqualTo("gateway-1/r1");
    assertThat(log.read(Topic.DEVICE_COMMANDS, DeviceCommand.class)).isEmpty();
  }

  @Test
  void shouldNameTheFirstOperationWhenItIsOverAndAnotherHoldsTheDock() {
    // given
    log.request("d1", "op-1", KEY);
    log.status("d1", "op-1", OperationState.FAILED);
    log.request("d1", "op-2");

    // when
    log.request("d1", "op-3", KEY);

    // then
    assertThat(
            Decisions.ofKind(DispatchEventKind.ADMISSION_REPEATED, log.lastEvent())
                .getOperationId())
        .isEqualTo("op-1");
  }

  @Test
  void shouldRefuseWhenTheKeyComesAgainWithAnotherBody() {
    // given
    log.request("d1", "op-1", KEY);

    // when
    log.request("d1", "op-2", new Idempotency(KEY.getKey(), hash('b')));

    // then
    assertThat(Decisions.ofKind(DispatchEventKind.UPDATE_REFUSED, log.lastEvent()).getReason())
        .isEqualTo(RefusalReason.IDEMPOTENCY_KEY_REUSED);
    assertThat(Decisions.ofKind(DispatchEventKind.UPDATE_REFUSED, log.lastEvent()).getOperationId())
        .isEqualTo("op-2");
  }

  @Test
  void shouldDecideAnewWhenTheFirstRequestWasRejected() {
    // given
    log.request("d1", "op-1");
    log.request("d1", "op-2", KEY);
    assertThat(Decisions.ofKind(DispatchEventKind.UPDATE_CONFLICTED, log.lastEvent())).isNotNull();
    log.status("d1", "op-1", OperationState.FAILED);

    // when
    log.request("d1", "op-3", KEY);

    // then
    assertThat(
            Decisions.ofKind(DispatchEventKind.UPDATE_ADMITTED, log.lastEvent()).getOperationId())
        .isEqualTo("op-3");
  }

  @Test
  void shouldDecideAnewWhenTheDeviceWasRetiredAndRegisteredSince() {
    // given
    log.register("d10");
    log.request("d1", "op-1", KEY);
    log.request("d10", "op-10", KEY);
    log.status("d1", "op-1", OperationState.SUCCESSFUL);
    log.retire("d1");
    log.register("d1");

    // when
    log.request("d1", "op-2", KEY);
    log.request("d10", "op-11", KEY);

    // then
    var decisions = log.events().subList(log.events().size() - 2, log.events().size());
    assertThat(
            Decisions.ofKind(DispatchEventKind.UPDATE_ADMITTED, decisions.get(0)).getOperationId())
        .isEqualTo("op-2");
    assertThat(
            Decisions.ofKind(DispatchEventKind.ADMISSION_REPEATED, decisions.get(1))
                .getOperationId())
        .isEqualTo("op-10");
  }

  @Test
  void shouldTakeTheSameKeyForAnotherRequestWhenTheDeviceIsAnother() {
    // given
    log.register("d2");
    log.request("d1", "op-1", KEY);

    // when
    log.request("d2", "op-2", KEY);

    // then
    assertThat(
            Decisions.ofKind(DispatchEventKind.UPDATE_ADMITTED, log.lastEvent()).getOperationId())
        .isEqualTo("op-2");
  }

  @Test
  void shouldRememberForTheWholeTimeAndDecideAnewAfterwards() {
    // given
    log.request("d1", "op-1", KEY);
    log.status("d1", "op-1", OperationState.SUCCESSFUL);
    log.advance(DockLog.RETENTION);
    log.request("d1", "op-2", KEY);
    assertThat(
            Decisions.ofKind(DispatchEventKind.ADMISSION_REPEATED, log.lastEvent())
                .getOperationId())
        .isEqualTo("op-1");

    // when
    log.advance(Duration.ofMillis(1));
    log.request("d1", "op-3", KEY);

    // then
    assertThat(
            Decisions.ofKind(DispatchEventKind.UPDATE_ADMITTED, log.lastEvent()).getOperationId())
        .isEqualTo("op-3");
  }

  @Test
  void shouldStillRememberWhenTheClockOfTheLogWasAheadForAWhile() {
    // given
    log.advance(Duration.ofDays(3_650));
    log.register("d2");
    log.request("d2", "op-0", new Idempotency(hash('2'), hash('a')));
    log.advance(Duration.ofDays(-3_650));
    log.request("d1", "op-1", KEY);

    // when
    log.request("d1", "op-2", KEY);

    // then
    assertThat(
            Decisions.ofKind(DispatchEventKind.ADMISSION_REPEATED, log.lastEvent())
                .getOperationId())
        .isEqualTo("op-1");
  }

  @Test
  void shouldRememberTheOperationAloneWhenARequestHasNoKey() {
    // when
    log.request("d1", "op-1");

    // then
    assertThat(log.storedKeys()).isEqualTo(1);
  }

  @Test
  void shouldGiveUpARequestWhoseHashesAreNone() {
    // when
    log.request("d1", "op-1", new Idempotency("x".repeat(200_000), hash('a')));

    // then
    assertThat(log.read(Topic.DEAD_LETTERS, DeadLetter.class))
        .extracting(DeadLetter::getReason)
        .containsExactly("invalid");
  }

  private static String hash(char digit) {
    return String.valueOf(digit).repeat(64);
  }
}
