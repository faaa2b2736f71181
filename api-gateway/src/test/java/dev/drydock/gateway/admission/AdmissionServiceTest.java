package dev.drydock.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.gateway.bed.MockKafka;
import dev.drydock.gateway.bed.ScriptedView;
import dev.drydock.gateway.bed.Views;
import dev.drydock.gateway.view.ViewFixture;
import dev.drydock.schemas.MessageHeaders;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class AdmissionServiceTest {

  private static final String HOLDER = "holder";
  private static final int DECIDE_EVERY_MS = 5;

  private final ScriptedView view = ScriptedView.start();
  private final MockKafka kafka = new MockKafka();
  private final OpenRequests requests = new OpenRequests();
  private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);

  @BeforeEach
  void holdTheDevice() {
    view.has(Views.operation(Conflicts.DEVICE, HOLDER, "successful"));
    timer.scheduleWithFixedDelay(this::conflictAll, 0, DECIDE_EVERY_MS, TimeUnit.MILLISECONDS);
  }

  @AfterEach
  void close() {
    timer.shutdownNow();
    kafka.close();
    view.close();
  }

  @Test
  void shouldAskAgainSoOftenWhenTheHolderIsOver() {
    // given
    AdmissionService desk = desk(new AdmissionSettings(Duration.ofMinutes(1), 3, Duration.ZERO));

    // when
    CompletableFuture<Admission> admission = desk.admit(Conflicts.request());

    // then
    assertThat(admission)
        .succeedsWithin(Duration.ofSeconds(30))
        .isInstanceOf(Admission.Conflicted.class);
    assertThat(kafka.producer().history()).hasSize(4);
  }

  @Test
  void shouldNotAskAgainWhenADecisionHasBeenWaitedForLongEnough() {
    // given
    AdmissionService desk =
        desk(new AdmissionSettings(Duration.ofSeconds(1), 10_000, Duration.ofMillis(50)));

    // when
    CompletableFuture<Admission> admission = desk.admit(Conflicts.request());

    // then
    assertThat(admission)
        .succeedsWithin(Duration.ofSeconds(30))
        .isInstanceOf(Admission.Conflicted.class);
    assertThat(kafka.producer().history()).as("one each 50 ms").hasSizeLessThanOrEqualTo(21);
  }

  /** The dock: somebody else holds the device, whoever asks. */
  private void conflictAll() {
    kafka
        .producer()
        .history()
        .forEach(
            record ->
                requests.decide(
                    String.valueOf(MessageHeaders.text(record.headers(), MessageHeaders.REPLY_TO)),
                    Conflicts.event(HOLDER)));
  }

  private AdmissionService desk(AdmissionSettings settings) {
    return new AdmissionService(
        new DecisionExchange(requests, kafka.publisher(), settings),
        new OperationIds(Clock.systemUTC()),
        new Holders(ViewFixture.client(view.url(), timer)),
        timer,
        settings,
        Clock.systemUTC());
  }
}
