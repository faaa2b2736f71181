package dev.drydock.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.gateway.bed.Gateway;
import dev.drydock.gateway.bed.Gateway.Answer;
import dev.drydock.gateway.bed.TestBed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** With a bed of its own, for its broker is stopped. */
final class KafkaAwayIT {

  @Test
  void shouldAnswer503WhileKafkaIsAwayAnd202WhenItIsBack() {
    try (TestBed bed = TestBed.start();
        Gateway gateway =
            bed.gateway(
                Map.of(
                    "drydock.gateway.writing.timeout",
                    "600ms",
                    "drydock.gateway.writing.max-block",
                    "300ms",
                    "drydock.gateway.writing.breaker-window",
                    "10",
                    "drydock.gateway.writing.breaker-open",
                    "3s"))) {
      // given
      bed.dispatcher().script("d", (taken, desk) -> desk.admit(taken));
      gateway.put("/teamwork/softwareReleases/teamsClient/1.0", "{}");
      assertThat(gateway.updateSoftware("d").status()).isEqualTo(202);
      bed.stopKafka();

      // when
      List<Answer> away =
          IntStream.range(0, 12).mapToObj(i -> gateway.updateSoftware("d")).toList();
      Answer read = gateway.get("/teamwork/devices/d/operations/o");

      // then
      assertThat(away).extracting(Answer::status).containsOnly(503);
      assertThat(away).extracting(Answer::error).containsOnly("ServiceUnavailable/notDurable");
      assertThat(away.get(0).header("Retry-After")).isEqualTo("1");
      assertThat(away.get(11).header("Retry-After")).as("the breaker is open").isEqualTo("3");
      assertThat(read.status()).as("reads go on").isEqualTo(404);

      // and when
      bed.restartKafka();

      // then
      Awaitility.await("commands are taken again")
          .atMost(Duration.ofSeconds(60))
          .until(() -> gateway.updateSoftware("d").status() == 202);
    }
  }
}
