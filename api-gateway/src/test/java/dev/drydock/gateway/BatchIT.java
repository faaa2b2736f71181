package dev.drydock.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.gateway.batch.BatchConnector;
import dev.drydock.gateway.bed.Gateway;
import dev.drydock.gateway.bed.Gateway.Answer;
import dev.drydock.gateway.bed.GatewayExtension;
import dev.drydock.gateway.bed.ScriptedDispatcher;
import dev.drydock.gateway.bed.ScriptedView;
import dev.drydock.gateway.bed.TestBed;
import dev.drydock.gateway.bed.Views;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
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
  void shouldRejectOtherRequestsToTheConnectorOfItems() {
    // given
    int port = gateway.context().getBean(BatchConnector.class).connector().getLocalPort();
    URI uri = URI.create("http://localhost:" + port + "/beta/teamwork/softwareReleases");

    // when
    HttpResponse<String> without = send(HttpRequest.newBuilder(uri));
    HttpResponse<String> invented =
        send(
            HttpRequest.newBuilder(uri).header("Drydock-Batch-Item", UUID.randomUUID().toString()));

    // then
    assertThat(port).isNotEqualTo(gateway.port());
    assertThat(without.statusCode()).isEqualTo(404);
    assertThat(without.body()).isEmpty();
    assertThat(invented.statusCode()).isEqualTo(404);
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/$batch",
        "/teamwork/devices/..%2f..",
        "/teamwork/%00",
        "//x",
        "/a;b/c",
        "/a%zz",
        "http://127.0.0.1/x",
        "/../actuator/health",
        "/%2e%2e/actuator/health",
        "/%2E./openapi.json",
        "/..;/actuator/health",
      })
  void shouldAnswerAnErrorWhenAnItemsUrlLeadsNowhere(String url) {
    // when
    Map<String, JsonNode> responses = responses(batch(get("a", url)));

    // then
    assertThat(responses.get("a").path("status").asInt()).isBetween(400, 499);
    assertThat(responses.get("a").at("/body/error/code").asString()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | requests",
        "{\"requests\":[]} | requests",
        "{\"requests\":{}} | requests",
        "{\"requests\":[1]} | requests[0]",
        "{\"requests\":[{\"method\":\"GET\",\"url\":\"/x\"}]} | requests[0].id",
        "{\"requests\":[{\"id\":\"1\",\"url\":\"/x\"}]} | requests[0].method",
        "{\"requests\":[{\"id\":\"1\",\"method\":\"G T\",\"url\":\"/x\"}]} | requests[0].method",
        "{\"requests\":[{\"id\":\"1\",\"method\":\"TRACE\",\"url\":\"/x\"}]} | requests[0].method",
        "{\"requests\":[{\"id\":\"1\",\"method\":\"GET\",\"url\":\"/x\",\"headers\":{\"a\":\"1\",\"A\":\"2\"}}]}"
            + " | requests[0].headers",
        "{\"requests\":[{\"id\":\"1\",\"method\":\"GET\"}]} | requests[0].url",
        "{\"requests\":[{\"id\":\"1\",\"method\":\"GET\",\"url\":\"/a b\"}]} | requests[0].url",
        "{\"requests\":[{\"id\":\"1\",\"method\":\"GET\",\"url\":\"/x\",\"headers\":[]}]}"
            + " | requests[0].headers",
        "{\"requests\":[{\"id\":\"1\",\"method\":\"GET\",\"url\":\"/x\",\"headers\":{\"a\":\"\\n\"}}]}"
            + " | requests[0].headers",
        "{\"requests\":[{\"id\":\"1\",\"method\":\"GET\",\"url\":\"/x\",\"headers\":{\"a\":\"\u00e9\"}}]}"
            + " | requests[0].headers",
        "{\"requests\":[{\"id\":\"1\",\"method\":\"GET\",\"url\":\"/x\",\"dependsOn\":[\"2\"]}]}"
            + " | requests",
        "{\"requests\":[{\"id\":\"1\",\"method\":\"GET\",\"url\":\"/x\",\"dependsOn\":[\"1\"]}]}"
            + " | requests",
        "{\"requests\":[{\"id\":\"a\",\"method\":\"GET\",\"url\":\"/x\"},"
            + "{\"id\":\"A\",\"method\":\"GET\",\"url\":\"/y\"}]} | requests",
      })
  void shouldAnswer400ForAllWhenTheBatchIsWrong(String body, String target) {
    // when
    Answer answer = gateway.post("/$batch", body);

    // then
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/error/details/0/target").asString()).isEqualTo(target);
  }

  @Test
  void shouldAnswer400WhenThereAreTooManyItems() {
    // when
    String[] many = IntStream.range(0, 21).mapToObj(i -> get("r" + i, "/x")).toArray(String[]::new);

    // then
    assertThat(batch(many).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/$batch", "/%24batch", "$batch/"})
  void shouldRefuseABatchWithinABatch(String url) {
    // given
    String inner =
        """
        {"id":"inner","method":"POST","url":"%s","headers":{"Content-Type":"application/json"},
         "body":{"requests":[{"id":"1","method":"GET","url":"/teamwork/devices/d"}]}}"""
            .formatted(url);

    // when
    Map<String, JsonNode> responses = responses(batch(inner));

    // then
    assertThat(responses.get("inner").path("status").asInt()).isEqualTo(400);
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

  @Test
  void shouldAnswer401WithoutAToken() {
    // when
    Answer answer = gateway.send(gateway.anonymous("/$batch").POST(BodyPublishers.ofString("{}")));

    // then
    assertThat(answer.status()).isEqualTo(401);
  }

  private Answer batch(String... requests) {
    return gateway.post("/$batch", requests(requests));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    return HttpClient.newHttpClient()
        .sendAsync(
            request
                .header("Authorization", "Bearer " + gateway.tokens().of(Gateway.TENANT))
                .build(),
            BodyHandlers.ofString())
        .join();
  }

  private static String requests(String... requests) {
    return "{\"requests\":[" + String.join(",", requests) + "]}";
  }

  private static String get(String id, String url) {
    return "{\"id\":\"" + id + "\",\"method\":\"GET\",\"url\":\"" + url + "\"}";
  }

  private static Map<String, JsonNode> responses(Answer answer) {
    return StreamSupport.stream(answer.json().path("responses").spliterator(), false)
        .collect(
            Collectors.toMap(response -> response.path("id").asString(), response -> response));
  }

  private static Map<String, Integer> statuses(Map<String, JsonNode> responses) {
    return responses.entrySet().stream()
        .collect(
            Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().path("status").asInt()));
  }
}
