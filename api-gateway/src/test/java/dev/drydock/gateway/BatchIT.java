package dev.drydock.gateway;

import static dev.drydock.gateway.bed.Batches.get;
import static dev.drydock.gateway.bed.Batches.requests;
import static dev.drydock.gateway.bed.Batches.responses;
import static dev.drydock.gateway.bed.Batches.statuses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.gateway.bed.Gateway;
import dev.drydock.gateway.bed.Gateway.Answer;
import dev.drydock.gateway.bed.GatewayExtension;
import dev.drydock.gateway.bed.ScriptedDispatcher;
import dev.drydock.gateway.bed.ScriptedView;
import dev.drydock.gateway.bed.TestBed;
import dev.drydock.gateway.bed.Views;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@ExtendWith(GatewayExtension.class)
final class BatchIT {

  private static final String UPDATE =
      """
      {"id":"%s","method":"POST","url":"%s","headers":{"content-type":"application/json"},
       "body":{"softwareType":"teamsClient","softwareVersion":"1.0"}%s}""";

  private final String deviceId = "device-" + UUID.randomUUID();
  private final String update = "/teamwork/devices/" + deviceId + "/updateSoftware";
  private final TestBed bed;
  private final Gateway gateway;
  private final ScriptedDispatcher dispatcher;
  private final ScriptedView view;

  BatchIT(TestBed bed, Gateway gateway) {
    this.bed = bed;
    this.gateway = gateway;
    this.dispatcher = bed.dispatcher();
    this.view = bed.view();
  }

  @BeforeEach
  void publishRelease() {
    assertThat(gateway.put("/teamwork/softwareReleases/teamsClient/1.0", "{}").status())
        .isIn(200, 201);
  }

  @Test
  void shouldAnswerEachItemAsARequestOfItsOwn() {
    // given
    view.has(Views.device(deviceId, 1));
    dispatcher.script(deviceId, (taken, desk) -> desk.admit(taken));

    // when
    Answer answer =
        batch(
            get("a", "/teamwork/devices/" + deviceId),
            get("b", "teamwork/devices/none?$select=id"),
            UPDATE.formatted("c", update, ""),
            get("d", "/teamwork/games"));
    Map<String, JsonNode> responses = responses(answer);

    // then
    assertThat(answer.status()).isEqualTo(200);
    assertThat(statuses(responses)).isEqualTo(Map.of("a", 200, "b", 404, "c", 202, "d", 404));
    assertThat(responses.get("a").at("/body/id").asString()).isEqualTo(deviceId);
    assertThat(responses.get("a").at("/headers/Content-Type").asString())
        .startsWith("application/json");
    assertThat(responses.get("b").at("/body/error/innerError/code").asString())
        .isEqualTo("deviceNotFound");
    assertThat(responses.get("c").has("body")).isFalse();
    assertThat(responses.get("c").at("/headers/Location").asString())
        .startsWith(gateway.base() + "/teamwork/devices/" + deviceId + "/operations/");
    assertThat(responses.get("c").at("/headers/Retry-After").asString()).isEqualTo("3");
    assertThat(responses.get("d").at("/body/error/code").asString()).isEqualTo("NotFound");
    assertThat(
            responses.values().stream()
                .map(response -> response.at("/headers/request-id").asString()))
        .doesNotHaveDuplicates();
  }

  @Test
  void shouldKeepTheOrderOfItemsToOneDevice() {
    // given
    dispatcher.script(
        deviceId,
        (taken, desk) -> {
          if (dispatcher.taken(deviceId).size() == 1) {
            desk.admit(taken);
          } else {
            desk.conflict(taken, "holder-1", Instant.EPOCH);
          }
        });

    // when
    String[] updates =
        IntStream.range(0, 10)
            .mapToObj(i -> UPDATE.formatted("u" + i, update, ""))
            .toArray(String[]::new);
    Map<String, JsonNode> responses = responses(batch(updates));

    // then
    assertThat(statuses(responses)).containsEntry("u0", 202).containsEntry("u9", 409);
    assertThat(statuses(responses).values().stream().filter(status -> status == 409)).hasSize(9);
  }

  @Test
  void shouldAnswer424WhenADependencyHasFailed() {
    // given
    dispatcher.script(deviceId, (taken, desk) -> desk.admit(taken));

    // when
    Map<String, JsonNode> responses =
        responses(
            batch(
                UPDATE.formatted("late", update, ",\"dependsOn\":[\"early\"]"),
                get("early", "/teamwork/devices/none"),
                UPDATE.formatted("last", update, ",\"dependsOn\":[\"late\"]")));

    // then
    assertThat(statuses(responses)).isEqualTo(Map.of("early", 404, "late", 424, "last", 424));
    assertThat(responses.get("late").at("/body/error/code").asString())
        .isEqualTo("FailedDependency");
    assertThat(dispatcher.taken(deviceId)).isEmpty();
  }

  @Test
  void shouldAskEachItemForItsOwnPermission() {
    // given
    view.has(Views.device(deviceId, 1));
    String token = gateway.tokens().of(Gateway.TENANT, "app-1", "TeamworkDevice.Read.All");

    // when
    Answer answer =
        gateway.send(
            gateway
                .posting(
                    "/$batch",
                    requests(
                        get("a", "/teamwork/devices/" + deviceId),
                        UPDATE.formatted("b", update, "")))
                .setHeader("Authorization", "Bearer " + token));

    // then
    assertThat(statuses(responses(answer))).isEqualTo(Map.of("a", 200, "b", 403));
    assertThat(responses(answer).get("b").at("/body/error/message").asString())
        .contains("TeamworkDevice.ReadWrite.All");
  }

  @Test
  void shouldUseTheBatchsTokenWhateverAuthorizationAnItemHas() {
    // given
    view.has(Views.device(deviceId, 1));
    String item =
        """
        {"id":"a","method":"GET","url":"/teamwork/devices/%s","headers":{"authorization":"Bearer %s",
         "Host":"evil.example","Content-Length":"7","transfer-encoding":"chunked","Connection":"close",
         "Expect":"100-continue","Accept-Encoding":"gzip","Upgrade":"h2c","Origin":"https://evil.example"}}"""
            .formatted(deviceId, gateway.tokens().of("other-tenant"));

    // when
    Map<String, JsonNode> responses = responses(batch(item));

    // then
    assertThat(statuses(responses)).isEqualTo(Map.of("a", 200));
    assertThat(responses.get("a").at("/body/id").asString()).isEqualTo(deviceId);
    assertThat(responses.get("a").toString()).doesNotContain("evil.example");
  }

  @Test
  void shouldSpellHeadersAsTheyAreSentWithoutABatch() {
    // given
    view.has(Views.device(deviceId, 1));
    Answer alone = gateway.get("/teamwork/devices/" + deviceId);
    String head = gateway.rawRequest("GET /beta/teamwork/devices/" + deviceId + " HTTP/1.1");

    // when
    JsonNode headers =
        responses(batch(get("a", "/teamwork/devices/" + deviceId))).get("a").path("headers");

    // then
    assertThat(headers.propertyNames())
        .containsExactlyInAnyOrder(
            "Cache-Control",
            "Content-Type",
            "ETag",
            "OData-Version",
            "client-request-id",
            "request-id")
        .allSatisfy(name -> assertThat(head).contains(name + ": "));
    assertThat(headers.path("ETag").asString()).isEqualTo(alone.header("ETag"));
  }

  @Test
  void shouldTakeBracketsInAPath() {
    // given
    String name = deviceId + "[1]";
    view.answer(
        "/tenants/" + Gateway.TENANT + "/devices/" + deviceId + "%5B1%5D", Views.device(name, 1));

    // when
    Map<String, JsonNode> responses = responses(batch(get("a", "/teamwork/devices/" + name)));

    // then
    assertThat(responses.get("a").at("/body/id").asString()).isEqualTo(name);
  }

  @Test
  void shouldAnswerMoreItemsThanAreSentAtOnce() {
    // given
    view.has(Views.device(deviceId, 1));
    String[] reads =
        IntStream.range(0, 20)
            .mapToObj(i -> get("r" + i, "/teamwork/devices/" + deviceId))
            .toArray(String[]::new);

    // when
    List<CompletableFuture<Answer>> batches =
        IntStream.range(0, 30)
            .mapToObj(i -> gateway.sendLater(gateway.posting("/$batch", requests(reads))))
            .toList();

    // then
    assertThat(batches)
        .allSatisfy(
            answer ->
                assertThat(statuses(responses(answer.join())).values())
                    .hasSize(20)
                    .containsOnly(200));
  }

  @Test
  void shouldThrottleItemsOneByOne() {
    // given
    try (Gateway slow =
        bed.gateway(
            Map.of(
                "drydock.gateway.throttle.reads-per-period", "3",
                "drydock.gateway.throttle.period", "1m"))) {

      // when
      String[] reads =
          IntStream.range(0, 5)
              .mapToObj(i -> get("r" + i, "/teamwork/devices/d" + i))
              .toArray(String[]::new);
      Map<String, JsonNode> responses = responses(slow.post("/$batch", requests(reads)));

      // then
      assertThat(statuses(responses).values().stream().filter(status -> status == 429)).hasSize(2);
      assertThat(
              responses.values().stream()
                  .filter(response -> response.path("status").asInt() == 429))
          .allSatisfy(
              response ->
                  assertThat(response.at("/headers/Retry-After").asString()).isEqualTo("60"));
    }
  }

  @Test
  void shouldFindADependencyWhateverTheCaseOfItsId() {
    // given
    view.has(Views.device(deviceId, 1));
    dispatcher.script(deviceId, (taken, desk) -> desk.admit(taken));

    // when
    Map<String, JsonNode> responses =
        responses(
            batch(
                UPDATE.formatted("second", update, ",\"dependsOn\":[\"FIRST\"]"),
                get("First", "/teamwork/devices/" + deviceId)));

    // then
    assertThat(statuses(responses)).isEqualTo(Map.of("First", 200, "second", 202));
  }

  @Test
  void shouldKeepTheOrderWhenOneDeviceIsWrittenInTwoWays() {
    // given
    dispatcher.script(
        deviceId,
        (taken, desk) -> {
          if (dispatcher.taken(deviceId).size() == 1) {
            desk.admit(taken);
          } else {
            desk.conflict(taken, "holder-1", Instant.EPOCH);
          }
        });
    String encoded = update.replace("device-", "%64evice%2D").replace("/teamwork", "/te%61mwork");

    // when
    Map<String, JsonNode> responses =
        responses(
            batch(
                UPDATE.formatted("1", encoded, ""),
                UPDATE.formatted("2", update, ""),
                UPDATE.formatted("3", encoded, "")));

    // then
    assertThat(statuses(responses)).isEqualTo(Map.of("1", 202, "2", 409, "3", 409));
  }

  @Test
  void shouldAnswerForTheItemsThatTakeTooLongAndGiveTheirPlacesBack() {
    // given
    dispatcher.script(deviceId, (taken, desk) -> {});
    try (Gateway brief =
        bed.gateway(
            Map.of(
                "drydock.gateway.batch.limit", "300ms",
                "drydock.gateway.admission.decision-wait", "1s",
                "drydock.gateway.throttle.caller-share", "1",
                "drydock.gateway.throttle.max-open-exchanges", "8"))) {

      // when
      Answer late =
          brief.post("/$batch", requests(UPDATE.formatted("1", update, ""), get("2", "/x")));

      // then
      assertThat(statuses(responses(late))).isEqualTo(Map.of("1", 503, "2", 404));
      assertThat(responses(late).get("1").at("/body/error/innerError/code").asString())
          .isEqualTo("batchTimeout");
      for (int i = 0; i < 50; i++) {
        Answer next = brief.post("/$batch", requests(get("1", "/teamwork/devices/none")));
        assertThat(statuses(responses(next))).isEqualTo(Map.of("1", 404));
      }
    }
  }

  private Answer batch(String... requests) {
    return gateway.post("/$batch", requests(requests));
  }
}
