package dev.drydock.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.messages.OperationStatus;
import dev.drydock.stream.SteadyClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** The service as it runs, on a real broker, while its machine's clock jumps: ADR 14. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClockJumpIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final AtomicReference<Duration> JUMPED = new AtomicReference<>(Duration.ZERO);

  private RealLog log;
  private ConfigurableApplicationContext service;

  @BeforeAll
  void start(@TempDir Path directory) {
    log = RealLog.start(directory.resolve("log"));
    SpringApplication application =
        new SpringApplication(OperationService.class, JumpingMachine.class);
    service =
        application.run(
            "--server.port=0",
            "--drydock.kafka.bootstrap-servers=" + log.bootstrapServers(),
            "--drydock.kafka.schema-registry-url=" + log.registryUrl(),
            "--drydock.kafka.topic-prefix=" + log.names().prefix(),
            "--drydock.stream.state-dir=" + directory.resolve("state"),
            "--drydock.operation.tick-interval=10ms");
  }

  @AfterAll
  void stop() {
    if (service != null) {
      service.close();
    }
    if (log != null) {
      log.close();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, -1})
  void shouldFireInTimeWhenTheMachinesClockJumps(int hours) {
    // given
    String id = "op" + hours;
    log.write(OperationServiceIT.admitted("d" + hours, id, Duration.ofSeconds(5)));
    Instant due = await(id, 1).getDeadlineAt();

    // when
    JUMPED.set(Duration.ofHours(hours));
    log.write(OperationServiceIT.admitted("other" + hours, "other" + id, Duration.ofHours(2)));
    await("other" + id, 1);

    // then
    OperationStatus end = await(id, 2);
    assertThat(Instant.now()).as("the time at which the end was there").isAfterOrEqualTo(due);
    assertThat(Instant.now()).isBefore(due.plusSeconds(30));
    assertThat(end)
        .returns("deliveryTimeout", OperationStatus::getErrorCode)
        .returns(due, OperationStatus::getCompletedAt);
    assertThat(log.status("other" + id, 2)).isEmpty();
  }

  private OperationStatus await(String operationId, int revision) {
    return Awaitility.await("revision " + revision + " of " + operationId)
        .atMost(PATIENCE)
        .until(() -> log.status(operationId, revision), Optional::isPresent)
        .map(RealLog.Written::value)
        .orElseThrow();
  }

  /** A machine whose clock the test sets. No annotation: nobody else's scan is to find it. */
  static class JumpingMachine {

    @Bean
    @Primary
    SteadyClock jumpingClock() {
      return new SteadyClock(() -> Instant.now().plus(JUMPED.get()), System::nanoTime);
    }
  }
}
