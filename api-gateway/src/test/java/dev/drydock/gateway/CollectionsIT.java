package dev.drydock.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.gateway.bed.Gateway;
import dev.drydock.gateway.bed.Gateway.Answer;
import dev.drydock.gateway.bed.GatewayExtension;
import dev.drydock.gateway.bed.ScriptedView;
import dev.drydock.gateway.bed.TestBed;
import dev.drydock.gateway.bed.Views;
import dev.drydock.view.DevicePage;
import dev.drydock.view.OperationPage;
import dev.drydock.view.OperationView;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@ExtendWith(GatewayExtension.class)
final class CollectionsIT {

  private static final String OPERATIONS = "/tenants/" + Gateway.TENANT + "/operations/query";
  private static final String DEVICES = "/tenants/" + Gateway.TENANT + "/devices/query";

  private final String deviceId = "device-" + UUID.randomUUID();
  private final String ofDevice = "/teamwork/devices/" + deviceId + "/operations";
  private final List<JsonNode> queries = new CopyOnWriteArrayList<>();
  private final OperationView first = Views.operation(deviceId, "op-1", "queued");
  private final OperationView second = Views.operation(deviceId, "op-2", "successful");
  private final Gateway gateway;
  private final ScriptedView view;

  CollectionsIT(TestBed bed, Gateway gateway) {
    this.gateway = gateway;
    this.view = bed.view();
  }

  @BeforeEach
  void answerTwoPages() {
    view.answerQuery(
        OPERATIONS,
        query -> {
          queries.add(query);
          Long count = query.path("count").asBoolean() ? 2L : null;
          return view.ok(
              query.path("after").isNull()
                  ? new OperationPage(List.of(first), true, count)
                  : new OperationPage(List.of(second), false, count));
        });
  }

  @Test
  void shouldLeadThroughAllPagesOfADevice() {
    // when
    Answer page = gateway.get(ofDevice + "?$top=1");
    Answer next = follow(page);

    // then
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.json().path("@odata.context").asString())
        .isEqualTo(gateway.base() + "/$metadata#teamwork/devices('" + deviceId + "')/operations");
    assertThat(page.json().at("/value/0/id").asString()).isEqualTo("op-1");
    assertThat(page.json().path("value").path(0).has("@odata.context")).isFalse();
    assertThat(page.json().has("@odata.count")).isFalse();
    assertThat(next.json().at("/value/0/id").asString()).isEqualTo("op-2");
    assertThat(next.json().has("@odata.nextLink")).isFalse();
    assertThat(queries.get(0).toString())
        .isEqualTo(
            "{\"deviceId\":\"%s\",\"filter\":null,\"orderBy\":\"createdAt\",\"descending\":true,\"after\":null,\"top\":1,\"count\":false,\"rejected\":false}"
                .formatted(deviceId));
    assertThat(queries.get(1).path("after").toString())
        .isEqualTo("{\"at\":" + first.createdAt() + ",\"id\":\"op-1\"}");
    assertThat(queries.get(1).path("top").asInt()).isEqualTo(1);
  }

  @Test
  void shouldCarryAllOptionsOnToTheNextPage() {
    // when
    Answer page =
        gateway.get(
            "/teamwork/operations?$filter="
                + encode("status eq 'Queued' or error/code eq 'a&b'")
                + "&$orderby=lastActionDateTime%20asc&$select=id&$count=true&$top=2");
    follow(page);

    // then
    assertThat(page.json().path("@odata.count").asInt()).isEqualTo(2);
    assertThat(page.json().path("@odata.context").asString())
        .isEqualTo(gateway.base() + "/$metadata#teamwork/operations(id)");
    assertThat(page.json().path("value").path(0).propertyNames())
        .containsExactly("@odata.type", "id");
    JsonNode query = queries.get(1);
    assertThat(query.path("deviceId").isNull()).isTrue();
    assertThat(query.path("filter")).isEqualTo(queries.get(0).path("filter"));
    assertThat(query.path("filter").toString())
        .isEqualTo(
            "{\"or\":[{\"field\":\"state\",\"in\":[\"queued\"]},"
                + "{\"field\":\"errorCode\",\"op\":\"eq\",\"value\":\"a&b\"}]}");
    assertThat(query.path("orderBy").asString()).isEqualTo("lastActionAt");
    assertThat(query.path("descending").asBoolean()).isFalse();
    assertThat(query.path("rejected").asBoolean()).isTrue();
    assertThat(query.at("/after/at").asLong()).isEqualTo(first.lastActionAt());
  }

  @Test
  void shouldTellWhichDevicesOperationsAreOfAndAskForThem() {
    // when
    Answer page =
        gateway.get(
            "/teamwork/operations?$top=1&$orderby=deviceId&$filter="
                + encode("status eq 'failed' and startswith(deviceId,'room-')"));
    follow(page);

    // then
    JsonNode operation = page.json().at("/value/0");
    assertThat(operation.path("deviceId").asString()).isEqualTo(deviceId);
    assertThat(operation.path("device@odata.navigationLink").asString())
        .isEqualTo(gateway.base() + "/teamwork/devices/" + deviceId);
    assertThat(queries.get(0).path("filter").toString())
        .isEqualTo(
            "{\"and\":[{\"field\":\"state\",\"in\":[\"failed\"]},"
                + "{\"field\":\"deviceId\",\"op\":\"startswith\",\"value\":\"room-\"}]}");
    assertThat(queries.get(0).path("orderBy").asString()).isEqualTo("deviceId");
    assertThat(queries.get(0).path("descending").asBoolean()).isFalse();
    assertThat(queries.get(1).path("after").toString())
        .isEqualTo(
            "{\"at\":%d,\"deviceId\":\"%s\",\"id\":\"op-1\"}"
                .formatted(first.createdAt(), deviceId));
  }

  @ParameterizedTest
  @ValueSource(strings = {"$filter=status%20eq%20'failed'", "$orderby=lastActionDateTime"})
  void shouldAnswer400WhenATokenComesWithAnotherQuestion(String other) {
    // given
    String token = token(gateway.get(ofDevice + "?$top=1"));

    // when
    Answer answer = gateway.get(ofDevice + "?$skipToken=" + token + "&" + other);

    // then
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/error/details/0/target").asString()).isEqualTo("$skipToken");
  }

  @Test
  void shouldAnswer400WhenATokenIsAnotherTenantsOrAnotherDevices() {
    // given
    String token = token(gateway.get(ofDevice + "?$top=1"));

    // when
    Answer otherTenant =
        gateway.send(
            gateway
                .anonymous(ofDevice + "?$skipToken=" + token)
                .header("Authorization", "Bearer " + gateway.tokens().of("tenant-2")));
    Answer otherDevice = gateway.get("/teamwork/devices/other/operations?$skipToken=" + token);
    Answer allDevices = gateway.get("/teamwork/operations?$skipToken=" + token);

    // then
    assertThat(List.of(otherTenant, otherDevice, allDevices))
        .allSatisfy(answer -> assertThat(answer.status()).isEqualTo(400));
  }

  @Test
  void shouldAnswer400WhenTheQueryTakesTheViewTooLong() {
    // given
    view.answerQuery(OPERATIONS, query -> new ScriptedView.Answer(422, "{}"));

    // when
    Answer answer = gateway.get("/teamwork/operations?$count=true");

    // then
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).isEqualTo("BadRequest/queryTooBroad");
  }

  @ParameterizedTest
  @ValueSource(strings = {"?top=7", "?$top=7", "?$TOP=7", "?%24top=7&"})
  void shouldTakeTheOptionHoweverItIsWritten(String query) {
    // when
    Answer answer = gateway.get(ofDevice + query);

    // then
    assertThat(answer.status()).isEqualTo(200);
    assertThat(queries.get(0).path("top").asInt()).isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource({
    "?$top=0, $top",
    "?$top=51, $top",
    "?$top=x, $top",
    "?$top=, $top",
    "?$top=1&top=2, top",
    "?$filter=x, $filter",
    "?$filter=endswith(softwareVersion%2C'1'), $filter",
    "?$count=yes, $count",
    "?$orderby=status, $orderby",
    "?$orderby=createdDateTime%20down, $orderby",
    "'?$orderby=createdDateTime,lastActionDateTime', $orderby",
    "?$select=colour, $select",
    "?$expand=device, $expand",
    "?$search=x, $search",
    "?$skip=3, $skip",
    "?waitForChange=PT1S, waitForChange",
    "?$skipToken=tampered, $skipToken",
    "?$skipToken=!!!, $skipToken",
  })
  void shouldAnswer400AndNameTheOptionWhenItIsNotSupported(String query, String option) {
    // when
    Answer answer = gateway.get(ofDevice + query);

    // then
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/error/details/0/target").asString()).isEqualTo(option);
    assertThat(queries).isEmpty();
  }

  @Test
  void shouldShowAnEmptyCollectionWhenTheDeviceHasNoOperations() {
    // given
    view.answerQuery(OPERATIONS, query -> view.ok(new OperationPage(List.of(), false, null)));
    view.has(Views.device(deviceId, 1));

    // when
    Answer answer = gateway.get(ofDevice);

    // then
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("value").isEmpty()).isTrue();
  }

  @Test
  void shouldAnswer404WhenTheDeviceIsUnknown() {
    // given
    view.answerQuery(OPERATIONS, query -> view.ok(new OperationPage(List.of(), false, null)));

    // when
    Answer answer = gateway.get(ofDevice);

    // then
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.error()).isEqualTo("NotFound/deviceNotFound");
  }

  @Test
  void shouldLeadThroughAllDevices() {
    // given
    view.answerQuery(
        DEVICES,
        query -> {
          queries.add(query);
          return view.ok(
              new DevicePage(
                  List.of(Views.device(queries.size() == 1 ? "d 1" : deviceId, 1, Map.of())),
                  queries.size() == 1,
                  null));
        });

    // when
    Answer page =
        gateway.get(
            "/teamwork/devices?$filter="
                + encode("deviceType eq 'TEAMSROOM' and hardwareDetail/uniqueId eq 'U1'"));
    Answer next = follow(page);

    // then
    assertThat(page.json().path("@odata.context").asString())
        .isEqualTo(gateway.base() + "/$metadata#teamwork/devices");
    assertThat(next.json().at("/value/0/id").asString()).isEqualTo(deviceId);
    assertThat(queries.get(1).toString())
        .isEqualTo(
            "{\"filter\":{\"and\":[{\"field\":\"deviceType\",\"in\":[\"teamsRoom\"]},"
                + "{\"field\":\"uniqueId\",\"op\":\"eq\",\"value\":\"U1\"}]},\"orderBy\":\"id\","
                + "\"descending\":false,\"after\":{\"at\":null,\"id\":\"d 1\"},\"top\":20,"
                + "\"count\":false}");
  }

  private Answer follow(Answer page) {
    String link = page.json().path("@odata.nextLink").asString();
    assertThat(link).startsWith(gateway.base());
    return gateway.get(link.substring(gateway.base().length()));
  }

  private static String token(Answer page) {
    return page.json().path("@odata.nextLink").asString().replaceAll(".*skipToken=", "");
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
