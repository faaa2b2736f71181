package dev.drydock.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.gateway.bed.Gateway;
import dev.drydock.gateway.bed.Gateway.Answer;
import dev.drydock.gateway.bed.GatewayExtension;
import dev.drydock.gateway.bed.TestBed;
import dev.drydock.gateway.bed.Tokens;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Gateways with narrow limits beside the shared one. */
@ExtendWith(GatewayExtension.class)
final class ThrottleIT {

  private static Gateway narrow;
  private static Gateway small;

  private final TestBed bed;

  ThrottleIT(TestBed bed) {
    this.bed = bed;
  }

  @BeforeAll
  static void startGateways(TestBed bed) {
    narrow =
        bed.gateway(
            Map.of(
                "drydock.gateway.throttle.writes-per-period",
                "2",
                "drydock.gateway.throttle.reads-per-period",
                "3",
                "drydock.gateway.throttle.period",
                "90s"));
    small =
        bed.gateway(
            Map.of(
                "drydock.gateway.throttle.max-open-exchanges",
                "2",
                "drydock.gateway.throttle.caller-share",
                "0.5",
                "drydock.gateway.admission.decision-wait",
                "4s"));
  }

  @AfterAll
  static void stopGateways() {
    narrow.close();
    small.close();
  }

  @Test
  void shouldAnswer429WhenAnApplicationReadsTooOften() {
    // given
    String token = bed.tokens().of("tenant-r", "app-r", Tokens.READ_WRITE);

    // when
    List<Answer> answers =
        IntStream.range(0, 4).mapToObj(i -> narrow.send(reading(narrow, token))).toList();

    // then
    assertThat(answers).extracting(Answer::status).containsExactly(404, 404, 404, 429);
    assertThat(answers.get(3).header("Retry-After")).isEqualTo("90");
    assertThat(answers.get(3).error()).isEqualTo("TooManyRequests/");
  }

  @Test
  void shouldCountTenantsAndApplicationsAndWritesApart() {
    // given
    List<String> tokens =
        List.of(
            bed.tokens().of("tenant-a", "app-a", Tokens.READ_WRITE),
            bed.tokens().of("tenant-a", "app-b", Tokens.READ_WRITE),
            bed.tokens().of("tenant-b", "app-a", Tokens.READ_WRITE));

    // when
    List<Answer> answers =
        tokens.stream()
            .flatMap(
                token ->
                    IntStream.range(0, 3)
                        .mapToObj(i -> List.of(reading(narrow, token), writing(token)))
                        .flatMap(List::stream))
            .map(narrow::send)
            .toList();

    // then
    assertThat(answers).filteredOn(answer -> answer.status() == 429).hasSize(3);
  }

  @Test
  void shouldCountForbiddenRequestsToo() {
    // given
    String token = bed.tokens().of("tenant-f", "app-f", "Nothing.At.All");

    // when
    List<Answer> answers =
        IntStream.range(0, 4).mapToObj(i -> narrow.send(reading(narrow, token))).toList();

    // then
    assertThat(answers).extracting(Answer::status).containsExactly(403, 403, 403, 429);
  }

  @Test
  void shouldAnswer503WhenTooManyExchangesAreOpen() {
    // given
    String first = bed.tokens().of(Gateway.TENANT, "app-open-1", Tokens.READ_WRITE);
    String second = bed.tokens().of(Gateway.TENANT, "app-open-2", Tokens.READ_WRITE);
    String third = bed.tokens().of(Gateway.TENANT, "app-open-3", Tokens.READ_WRITE);
    small.put("/teamwork/softwareReleases/teamsClient/1.0", "{}");

    // when
    CompletableFuture<Answer> firstOpen = open(first);
    Answer ofTheSame = small.send(reading(small, first));
    CompletableFuture<Answer> secondOpen = open(second);
    Answer ofAnother = small.send(reading(small, third));
    List<Answer> accepted = List.of(firstOpen.join(), secondOpen.join());

    // then
    assertThat(List.of(ofTheSame, ofAnother))
        .allSatisfy(
            refused -> {
              assertThat(refused.status()).isEqualTo(503);
              assertThat(refused.error()).isEqualTo("ServiceUnavailable/tooManyOpenExchanges");
              assertThat(refused.header("Retry-After")).isEqualTo("1");
            });
    assertThat(accepted).extracting(Answer::status).containsOnly(202);
    assertThat(List.of(first, second, third)).allSatisfy(ThrottleIT::passesAgain);
  }

  /** A place is given back when the answer has ended, which its reader may know earlier. */
  private static void passesAgain(String token) {
    Awaitility.await("the place is given back")
        .atMost(Duration.ofSeconds(3))
        .until(() -> small.send(reading(small, token)).status() == 404);
  }

  /** Sends a request that nobody decides, and returns once it waits. */
  private CompletableFuture<Answer> open(String token) {
    String deviceId = "device-" + UUID.randomUUID();
    CompletableFuture<Answer> answer =
        small.sendLater(small.updating(deviceId).setHeader("Authorization", "Bearer " + token));
    Awaitility.await("the command is written")
        .atMost(Duration.ofSeconds(3))
        .until(() -> !bed.dispatcher().taken(deviceId).isEmpty());
    return answer;
  }

  private static HttpRequest.Builder reading(Gateway gateway, String token) {
    return gateway
        .anonymous("/teamwork/devices/d/operations/o")
        .header("Authorization", "Bearer " + token);
  }

  private static HttpRequest.Builder writing(String token) {
    return narrow
        .anonymous("/teamwork/devices/d/updateSoftware")
        .header("Authorization", "Bearer " + token)
        .POST(HttpRequest.BodyPublishers.noBody());
  }
}
