package dev.drydock.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.gateway.bed.MockKafka;
import dev.drydock.gateway.publish.NotDurableException;
import dev.drydock.messages.Actor;
import dev.drydock.messages.DispatchEvent;
import dev.drydock.messages.DispatchEventKind;
import dev.drydock.messages.UpdateCommand;
import dev.drydock.schemas.MessageHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.errors.TimeoutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The races between the decision, the broker's word that the command is durable, and the wait. */
final class DecisionExchangeTest {

  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Duration SHORT = Duration.ofMillis(50);

  private final MockKafka kafka = new MockKafka();
  private final OpenRequests requests = new OpenRequests();

  @AfterEach
  void close() {
    kafka.close();
  }

  @Test
  void shouldAnswerWithTheDecisionWhenItComesBeforeTheBrokersWord() {
    // given
    CompletableFuture<Optional<DispatchEvent>> answer = ask(LONG);

    // when
    requests.decide(address(), event());

    // then
    assertThat(answer).isCompletedWithValue(Optional.of(event()));
  }

  @Test
  void shouldAnswerWithTheDecisionWhenItComesAfterTheBrokersWord() {
    // given
    CompletableFuture<Optional<DispatchEvent>> answer = ask(LONG);
    kafka.producer().completeNext();

    // when
    requests.decide(address(), event());

    // then
    assertThat(answer).isCompletedWithValue(Optional.of(event()));
  }

  @Test
  void shouldAnswerWithoutADecisionWhenTheCommandIsDurableAndTheWaitIsOver() {
    // given
    CompletableFuture<Optional<DispatchEvent>> answer = ask(SHORT);

    // when
    kafka.producer().completeNext();

    // then
    assertThat(answer.join()).isEmpty();
  }

  @Test
  void shouldWaitForTheBrokersWordWhenTheWaitIsOverBefore() {
    // given
    CompletableFuture<Optional<DispatchEvent>> answer = ask(SHORT);

    // when
    Awaitility.await("the wait is over").pollDelay(SHORT.multipliedBy(4)).until(() -> true);
    boolean answeredBefore = answer.isDone();
    kafka.producer().completeNext();

    // then
    assertThat(answeredBefore).isFalse();
    assertThat(answer).isCompletedWithValue(Optional.empty());
  }

  @Test
  void shouldFailWhenTheCommandIsNotDurable() {
    // given
    CompletableFuture<Optional<DispatchEvent>> answer = ask(LONG);

    // when
    kafka.producer().errorNext(new TimeoutException("too late"));

    // then
    assertThat(answer)
        .failsWithin(Duration.ofSeconds(5))
        .withThrowableOfType(Exception.class)
        .withCauseInstanceOf(NotDurableException.class);
  }

  @Test
  void shouldForgetTheRequestWhenItIsAnswered() {
    // given
    CompletableFuture<Optional<DispatchEvent>> answer = ask(SHORT);
    kafka.producer().completeNext();
    answer.join();

    // when
    boolean isAwaited = requests.isAwaited(address());

    // then
    assertThat(isAwaited).isFalse();
  }

  private CompletableFuture<Optional<DispatchEvent>> ask(Duration wait) {
    DecisionExchange exchange =
        new DecisionExchange(
            requests, kafka.publisher(), new AdmissionSettings(wait, 0, Duration.ZERO));
    return exchange.ask(
        UpdateCommand.newBuilder()
            .setTenantId("t")
            .setDeviceId("d")
            .setRequestedAt(Instant.EPOCH)
            .setRequestedBy(new Actor("a", null, null, null, null))
            .build(),
        null);
  }

  private String address() {
    return String.valueOf(
        MessageHeaders.text(kafka.producer().history().get(0).headers(), MessageHeaders.REPLY_TO));
  }

  private static DispatchEvent event() {
    return DispatchEvent.newBuilder()
        .setTenantId("t")
        .setDeviceId("d")
        .setAt(Instant.EPOCH)
        .setKind(DispatchEventKind.DEVICE_REGISTERED)
        .setDeviceKey("t/d")
        .setCausePartition(0)
        .setCreated(true)
        .setDeviceRevision(1)
        .build();
  }
}
