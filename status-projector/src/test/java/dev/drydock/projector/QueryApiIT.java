package dev.drydock.projector;

import static dev.drydock.projector.fixture.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.projector.fixture.RunningProjector;
import dev.drydock.projector.fixture.Servers;
import dev.drydock.projector.fixture.TenantView;
import dev.drydock.projector.fixture.ViewDatabase;
import dev.drydock.projector.fixture.Yard;
import dev.drydock.projector.stream.Messages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What callers of the internal HTTP API see. */
@ExtendWith(Servers.Extension.class)
class QueryApiIT {

  private static Yard yard;
  private static ViewDatabase database;
  private static RunningProjector projector;

  private final TenantView view = TenantView.of(projector);
  private final String tenant = view.tenant();

  @BeforeAll
  static void start(Servers servers) {
    yard = Yard.create(servers.kafka());
    database = ViewDatabase.of(servers.postgres());
    projector = RunningProjector.start(yard, database);
    eventually("the projector is ready").until(projector::isReady);
    knowWhatTheContractNames();
  }

  private static void knowWhatTheContractNames() {
    yard.send(
        Messages.status("contract", "device-1", "op-0", 1).build(),
        Messages.status("contract", "device-1", "op-1", 1).build(),
        Messages.status("contract", "device-1", "op-1", 2).build(),
        Messages.conflicted("contract", "device-1", "op-3"),
        Messages.device("contract", "device-1", 3).build());
    String device = "/contract/devices/device-1";
    eventually("all are known")
        .until(
            () ->
                projector.status(device) == 200
                    && projector.status(device + "/operations/op-1") == 200
                    && projector.json(device + "/operations/op-1").get("revision").asInt() == 2
                    && projector.status(device + "/operations/op-3") == 200);
  }

  @AfterAll
  static void stop() {
    projector.close();
    yard.close();
  }

  @Test
  void shouldListADeviceAsItIsShownAlone() {
    yard.send(Messages.device(tenant, "device-1", 3).build());

    eventually("the device is known").until(() -> view.status("/device-1") == 200);

    JsonNode page = view.devices("{}");
    assertThat(page.get("devices").get(0)).isEqualTo(view.json("/device-1"));
    assertThat(page.get("more").asBoolean()).isFalse();
    assertThat(page.get("count").isNull()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "operation",
        "operation-as-of",
        "turned-away",
        "revisions",
        "operation-of-tenant",
        "operations-query",
        "operations-by-device-query",
        "device",
        "devices-query"
      })
  void shouldAnswerAsTheContractWithTheGatewayHasItWhenSomethingIsFound(String name) {
    JsonNode pair = contract(name);

    HttpResponse<String> answer = ask(pair);

    assertThat(answer.statusCode()).isEqualTo(pair.get("status").asInt());
    assertThat(tree(answer.body())).isEqualTo(pair.get("body"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"unknown", "unborn", "foreign", "refused", "refused-query"})
  void shouldAnswerAsTheContractWithTheGatewayHasItWhenNothingIs(String name) {
    JsonNode pair = contract(name);

    HttpResponse<String> answer = ask(pair);

    assertThat(answer.statusCode()).isEqualTo(pair.get("status").asInt());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b",
        "100%",
        "%2F",
        "semi;colon=1",
        "a+b",
        "q?u#e&r=y",
        "back\\slash",
        "a..b",
        "Gerät 7"
      })
  void shouldFindIdsWhenTheyAreEncoded(String id) {
    String strangeTenant = id + tenant;
    yard.send(
        Messages.status(strangeTenant, id, id + tenant, 1).build(),
        Messages.status(strangeTenant, id, id + tenant + "2", 1).build(),
        Messages.device(strangeTenant, id, 1).build(),
        Messages.device(strangeTenant, id + "2", 1).build());

    String device = "/" + encoded(strangeTenant) + "/devices/" + encoded(id);
    String operation = device + "/operations/" + encoded(id + tenant);
    eventually("all are known")
        .until(
            () ->
                projector.status(operation + "2") == 200 && projector.status(device + "2") == 200);

    assertThat(projector.json(operation).get("operationId").asString()).isEqualTo(id + tenant);
    assertThat(projector.json(device).get("deviceId").asString()).isEqualTo(id);
    TenantView strange = new TenantView(projector, encoded(strangeTenant));
    String quoted = JsonMapper.shared().writeValueAsString(id);
    String last = JsonMapper.shared().writeValueAsString(id + tenant + "2");
    assertThat(
            TenantView.ids(
                strange.operations(
                    "{\"deviceId\": %s, \"after\": {\"at\": 1795428930123, \"id\": %s}}"
                        .formatted(quoted, last))))
        .containsExactly(id + tenant);
    assertThat(strange.devices("{\"after\": {\"id\": %s}}".formatted(quoted)).get("devices"))
        .hasSize(1);
  }

  @Test
  void shouldTurnPagesWithoutGapOrRepetition() {
    for (int i = 0; i < 5; i++) {
      yard.send(
          Messages.status(tenant, "device-1", view.op("" + i), 1).build(),
          Messages.device(tenant, "device-" + i, 1).build());
    }
    eventually("all are known")
        .until(
            () ->
                view.ids("device-1").size() == 5 && view.devices("{}").get("devices").size() == 5);

    JsonNode first = view.operations("{\"top\": 2}");
    JsonNode second = view.operations("{\"top\": 3, \"after\": %s}".formatted(after("3")));

    assertThat(TenantView.ids(first)).containsExactly(view.op("4"), view.op("3"));
    assertThat(first.get("more").asBoolean()).isTrue();
    assertThat(TenantView.ids(second)).containsExactly(view.op("2"), view.op("1"), view.op("0"));
    assertThat(second.get("more").asBoolean()).isFalse();
    assertThat(view.devices("{\"top\": 4}").get("more").asBoolean()).isTrue();
    assertThat(view.devices("{\"top\": 4, \"after\": {\"id\": \"device-3\"}}").get("devices"))
        .singleElement()
        .extracting(device -> device.get("deviceId").asString())
        .isEqualTo("device-4");
  }

  @Test
  void shouldKeepTenantsApartWhenTheirDevicesHaveTheSameId() {
    String other = "other-" + tenant;
    yard.send(
        Messages.status(tenant, "device-1", "op-of-" + tenant, 1).build(),
        Messages.status(other, "device-1", "op-of-" + other, 4).build());
    eventually("both are known")
        .until(
            () ->
                view.status("/device-1/operations/op-of-" + tenant) == 200
                    && projector.status("/" + other + "/devices/device-1/operations/op-of-" + other)
                        == 200);

    assertThat(view.ids("device-1")).containsExactly("op-of-" + tenant);
    assertThat(view.status("/device-1/operations/op-of-" + other)).isEqualTo(403);
    assertThat(projector.status("/" + other + "/devices/device-1/operations/op-of-" + tenant))
        .isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/device-1/operations/op-1?asOf=yesterday",
        "/device-1/operations/op-1?asOf=99999999999999999999",
        "/device-1/operations/a%2Fb",
        "/device-1/operations/a%2Fb/revisions",
        "/device-1/operations/%0A",
        "/device%0A1",
        "/a%2Fb"
      })
  void shouldSayWhatIsWrongWhenAQueryIsBad(String path) {
    HttpResponse<String> answer =
        projector.get("/internal/v1/tenants/" + tenant + "/devices" + path);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(tree(answer.body()).get("error").asString()).startsWith("Expected");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{",
        "{} {}",
        "{\"top\": 0}",
        "{\"top\": 201}",
        "{\"colour\": \"red\"}",
        "{\"filter\": {\"field\": \"colour\", \"op\": \"eq\", \"value\": \"red\"}}"
      })
  void shouldSayWhatIsWrongWhenAQueryOfAListIsBad(String query) {
    for (String list : List.of("operations", "devices")) {
      HttpResponse<String> answer =
          projector.post("/internal/v1/tenants/" + tenant + "/" + list + "/query", query);

      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(tree(answer.body()).get("error").asString()).startsWith("Expected");
    }
  }

  @Test
  void shouldSayThatAQueryTakesTooLongWhenTheDatabaseEndsIt() {
    // a device takes half a minute to be read
    database
        .jdbc()
        .execute(
            "create function slow(text) returns bool language sql as 'select pg_sleep(30) is null'");
    yard.send(Messages.device(tenant, "device-1", 1).build());
    eventually("the device is known").until(() -> view.status("/device-1") == 200);
    database.jdbc().execute("alter table device rename to device_itself");
    try {
      database
          .jdbc()
          .execute("create view device as select * from device_itself where not slow(device_id)");

      HttpResponse<String> answer =
          projector.post("/internal/v1/tenants/" + tenant + "/devices/query", "{}");

      assertThat(answer.statusCode()).isEqualTo(422);
      assertThat(tree(answer.body()).get("error").asString()).startsWith("Expected");
    } finally {
      database.jdbc().execute("drop view if exists device");
      database.jdbc().execute("alter table device_itself rename to device");
    }
    assertThat(view.devices("{}").get("devices")).hasSize(1);
  }

  @Test
  void shouldAnswerEmptyWhenNothingIsFound() {
    String operation = "/device-1/operations/" + view.op("1");
    for (String path : List.of("/device-1", operation, operation + "/revisions")) {
      HttpResponse<String> answer =
          projector.get("/internal/v1/tenants/" + tenant + "/devices" + path);
      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.body()).isEmpty();
    }
    assertThat(view.ids("device-1")).isEmpty();
  }

  private static HttpResponse<String> ask(JsonNode pair) {
    String path = "/internal/v1" + pair.get("path").asString();
    return pair.has("request")
        ? projector.post(path, pair.get("request").toString())
        : projector.get(path);
  }

  private String after(String name) {
    return "{\"at\": 1795428930123, \"id\": \"%s\"}".formatted(view.op(name));
  }

  /** Reads a question and its answer, which the gateway's tests read too. */
  private static JsonNode contract(String name) {
    try {
      return tree(Files.readString(Path.of("src/test/resources/contract", name + ".json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String encoded(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static JsonNode tree(String json) {
    return JsonMapper.shared().readTree(json);
  }
}
