package dev.drydock.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.kit.http.HttpLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ReadLoadTest {

  private static final LoadPlan PLAN =
      new LoadPlan(200, Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofSeconds(5));

  @Test
  void shouldReadInTurnWhenGatewayAnswers() throws IOException {
    // given
    try (var gateway = new Gateway((number, id) -> 200)) {

      // when
      ReadLoad.Outcome outcome = read(gateway, "o1", "o 2", "o3", "o4");

      // then: those of the warm-up are sent and not counted
      assertThat(outcome.operations()).isEqualTo(4);
      assertThat(outcome.found()).isEqualTo(100);
      assertThat(outcome.latency().count()).isEqualTo(100);
      assertThat(outcome.errors()).isEmpty();
      Map<String, Long> paths =
          gateway.paths().stream()
              .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
      assertThat(paths).hasSize(4).containsKey("GET /beta/teamwork/devices/d%201/operations/o%202");
      assertThat(paths.values()).allSatisfy(count -> assertThat(count).isBetween(25L, 30L));
    }
  }

  @Test
  void shouldCountAsErrorWhenAnswerIsNotTheOperation() throws IOException {
    // given
    try (var gateway = new Gateway((number, id) -> number % 2 == 0 ? 503 : 404)) {

      // when
      ReadLoad.Outcome outcome = read(gateway, "o1");

      // then
      assertThat(outcome.found()).isZero();
      assertThat(outcome.errors()).containsOnlyKeys("404", "503");
      assertThat(outcome.errorCount()).isEqualTo(100);
    }
  }

  @Test
  void shouldCountTheWaitWhenGatewayIsSlowerThanTheSchedule() throws IOException {
    // given: two connections, each good for twenty answers a second
    Gateway.Behaviour slow =
        (number, id) -> {
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
          return 200;
        };
    try (var gateway = new Gateway(slow)) {

      // when
      ReadLoad.Outcome outcome = read(gateway, "o1");

      // then: who measured from the actual sending would see 50 ms
      assertThat(outcome.latency().count()).isEqualTo(100);
      assertThat(outcome.latency().p50Ms()).isGreaterThan(250);
      assertThat(outcome.errors()).containsOnlyKeys("not sent");
    }
  }

  @Test
  void shouldCountAllAsErrorsWhenThereIsNothingToRead() throws IOException {
    // given
    try (var gateway = new Gateway((number, id) -> 200)) {

      // when
      ReadLoad.Outcome outcome = read(gateway);

      // then
      assertThat(gateway.paths()).isEmpty();
      assertThat(outcome.errors()).isEqualTo(Map.of("not sent", 100L));
    }
  }

  private static ReadLoad.Outcome read(Gateway gateway, String... operationIds) {
    List<byte[]> requests =
        List.of(operationIds).stream().map(id -> gateway.requests().operation("d 1", id)).toList();
    try (var http = new HttpLoop()) {
      return new ReadLoad(http.pool(gateway.address(), 2), requests)
          .run(PLAN, new Unwatched(), () -> false);
    }
  }
}
