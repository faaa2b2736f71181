package dev.drydock.projector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drydock.messages.DeadLetter;
import dev.drydock.messages.OperationState;
import dev.drydock.messages.RefusalReason;
import dev.drydock.projector.fixture.RunningProjector;
import dev.drydock.projector.fixture.Servers;
import dev.drydock.projector.fixture.ViewDatabase;
import dev.drydock.projector.fixture.Yard;
import dev.drydock.projector.stream.Messages;
import dev.drydock.schemas.Topic;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(Servers.Extension.class)
class ProjectorIT {

  private static Yard yard;
  private static ViewDatabase database;
  private static RunningProjector projector;

  /** Of each test its own, so that tests do not see each other. */
  private final String tenant = "tenant-" + UUID.randomUUID();

  @BeforeAll
  static void start(Servers servers) {
    yard = Yard.create(servers.kafka());
    database = ViewDatabase.of(servers.postgres());
    projector = RunningProjector.start(yard, database);
    eventually("the projector is ready").until(projector::isReady);
  }

  @AfterAll
  static void stop() {
    projector.close();
    yard.close();
  }

  @Test
  void shouldAnswerWithAllMembersWhenAnOperationIsKnown() {
    yard.send(Messages.status(tenant, "device-1", op("1"), 2).build());

    eventually("the operation is known")
        .until(() -> status("/device-1/operations/" + op("1")) == 200);

    assertThat(json("/device-1/operations/" + op("1")))
        .isEqualTo(
            tree(
                """
                {"operationId":"%s","tenantId":"%s","deviceId":"device-1","revision":2,
                 "state":"inProgress","phase":"installing",
                 "softwareType":"teamsClient","softwareVersion":"1.0.96.22",
                 "createdAt":1795428930123,"startedAt":1795428930125,
                 "lastActionAt":1795428930125,"completedAt":null,
                 "createdBy":{"applicationId":"app-1","applicationName":"Fleet tool",
                              "userId":null,"userName":null,"deviceId":null},
                 "lastActionBy":{"applicationId":null,"applicationName":null,
                                 "userId":null,"userName":null,"deviceId":"device-1"},
                 "errorCode":null,"errorMessage":null,"progress":"3 of 7",
                 "deadlineAt":1795432530125}
                """
                    .formatted(op("1"), tenant)));
  }

  @Test
  void shouldAnswerWithAllMembersWhenADeviceIsKnown() {
    yard.send(Messages.device(tenant, "device-1", 3).build());

    eventually("the device is known").until(() -> status("/device-1") == 200);

    JsonNode expected =
        tree(
            """
            {"tenantId":"%s","deviceId":"device-1","revision":3,"deviceType":"teamsRoom",
             "channel":"ddi","serialNumber":"serial-3","uniqueId":null,
             "macAddresses":["00-11-22-33-44-55"],"manufacturer":null,"model":null,
             "companyAssetTag":null,"notes":null,"currentUserId":null,"currentUserName":null,
             "registeredAt":1795428930123,"registeredBy":{"applicationId":"app-1",
               "applicationName":"Fleet tool","userId":null,"userName":null,"deviceId":null},
             "modifiedAt":1795428930126,"modifiedBy":{"applicationId":"app-1",
               "applicationName":"Fleet tool","userId":null,"userName":null,"deviceId":null}}
            """
                .formatted(tenant));
    assertThat(json("/device-1")).isEqualTo(expected);
    assertThat(json("").get("devices").get(0)).isEqualTo(expected);
    assertThat(json("").get("more").asBoolean()).isFalse();
  }

  @Test
  void shouldShowTheLastStateWhenRecordsComeOutOfOrderAndTwice() {
    for (int revision : new int[] {2, 5, 1, 4, 5, 3}) {
      yard.send(Messages.status(tenant, "device-1", op("1"), revision).build());
    }
    yard.send(Messages.status(tenant, "device-1", op("after"), 1).build());

    eventually("all records are read")
        .until(() -> status("/device-1/operations/" + op("after")) == 200);

    assertThat(json("/device-1/operations/" + op("1")).get("revision").asInt()).isEqualTo(5);
  }

  @Test
  void shouldShowAFailedOperationWhenARequestWasTurnedAway() {
    yard.send(
        Messages.status(tenant, "device-1", op("1"), 2).build(),
        Messages.conflicted(tenant, "device-1", op("2")),
        Messages.conflicted(tenant, "device-1", op("1")),
        Messages.refused(tenant, "device-2", op("3"), RefusalReason.DEVICE_UNKNOWN));

    eventually("the refusal is known")
        .until(() -> status("/device-2/operations/" + op("3")) == 200);
    eventually("the conflict is known")
        .until(() -> status("/device-1/operations/" + op("2")) == 200);
    eventually("the operation is known")
        .until(() -> "inProgress".equals(text("/device-1/operations/" + op("1"), "state")));

    JsonNode conflict = json("/device-1/operations/" + op("2"));
    assertThat(conflict.get("state").asString()).isEqualTo("failed");
    assertThat(conflict.get("errorCode").asString()).isEqualTo("conflict");
    assertThat(conflict.get("errorMessage").asString()).contains("op-holder");
    assertThat(conflict.get("revision").asInt()).isEqualTo(1);
    assertThat(conflict.get("completedAt").asLong()).isEqualTo(1795428930138L);
    assertThat(text("/device-2/operations/" + op("3"), "errorCode")).isEqualTo("deviceNotFound");
    assertThat(ids("/device-1/operations")).containsExactly(op("1"));
    assertThat(ids("/device-1/operations?conflicts=true")).containsExactly(op("2"), op("1"));
  }

  @Test
  void shouldForgetWhenARecordHasNoValue() {
    yard.send(
        Messages.status(tenant, "device-1", op("1"), 4).build(),
        Messages.device(tenant, "device-1", 1).build());
    eventually("both are known")
        .until(
            () -> status("/device-1/operations/" + op("1")) == 200 && status("/device-1") == 200);

    yard.sendTombstone(Topic.OPERATION_STATUS, op("1"), tenant + "/device-1");
    yard.sendTombstone(Topic.DEVICES, tenant + "/device-1", tenant + "/device-1");

    eventually("both are forgotten")
        .until(
            () -> status("/device-1/operations/" + op("1")) == 404 && status("/device-1") == 404);
  }

  @ParameterizedTest
  @EnumSource(
      value = Topic.class,
      names = {"OPERATION_STATUS", "DISPATCH_EVENTS", "DEVICES"})
  void shouldGoOnWhenARecordIsNotReadable(Topic topic) {
    String poison = "poison for " + tenant;

    yard.sendRaw(topic, tenant + "/x", poison.getBytes(StandardCharsets.UTF_8));
    yard.send(
        Messages.status(tenant, "device-1", op("1"), 1).build(),
        Messages.conflicted(tenant, "device-1", op("2")),
        Messages.device(tenant, "device-1", 1).build());

    eventually("the records after it are in the view")
        .until(
            () ->
                status("/device-1/operations/" + op("1")) == 200
                    && status("/device-1/operations/" + op("2")) == 200
                    && status("/device-1") == 200);
    eventually("it is a dead letter")
        .untilAsserted(
            () ->
                assertThat(lettersWith(poison))
                    .singleElement()
                    .satisfies(
                        letter -> {
                          assertThat(letter.getTopic()).isEqualTo(topic.baseName());
                          assertThat(letter.getStage()).isEqualTo("status-projector");
                          assertThat(letter.getReason()).isEqualTo("undecodable");
                        }));
  }

  @Test
  void shouldGoOnWhenPostgresDoesNotTakeOneRecord() {
    String badId = "op-bad-" + tenant;
    database
        .jdbc()
        .execute(
            "alter table operation add constraint \"%s\" check (operation_id <> '%s')"
                .formatted(tenant, badId));

    yard.send(
        Messages.status(tenant, "device-1", op("1"), 1).build(),
        Messages.status(tenant, "device-1", badId, 1).build(),
        Messages.status(tenant, "device-1", op("2"), 1).build());

    eventually("the records around it are in the view")
        .until(
            () ->
                status("/device-1/operations/" + op("1")) == 200
                    && status("/device-1/operations/" + op("2")) == 200);
    eventually("it is a dead letter")
        .untilAsserted(
            () ->
                assertThat(yard.deadLetters())
                    .filteredOn(letter -> letter.getReason().equals("invalid"))
                    .extracting(letter -> utf8(letter.getKey()))
                    .contains(badId));
    assertThat(status("/device-1/operations/" + badId)).isEqualTo(404);
  }

  @Test
  void shouldNotShowWhatWasNeverCommitted() {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", yard.bootstrapServers(), "transactional.id", tenant),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(yard.record(Messages.status(tenant, "device-1", op("aborted"), 1).build()));
      producer.flush();
      producer.abortTransaction();
      producer.beginTransaction();
      producer.send(yard.record(Messages.status(tenant, "device-1", op("committed"), 1).build()));
      producer.commitTransaction();
    }

    eventually("the later record is known")
        .until(() -> status("/device-1/operations/" + op("committed")) == 200);

    assertThat(status("/device-1/operations/" + op("aborted"))).isEqualTo(404);
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
    JsonNode operations =
        projector.json(device + "/operations?after=1795428930123_" + encoded(id + tenant + "2"));
    assertThat(operations.get("operations")).hasSize(1);
    JsonNode devices =
        projector.json("/" + encoded(strangeTenant) + "/devices?after=" + encoded(id));
    assertThat(devices.get("devices")).hasSize(1);
  }

  @Test
  void shouldTurnPagesWithoutGapOrRepetition() {
    for (int i = 0; i < 5; i++) {
      yard.send(
          Messages.status(tenant, "device-1", op("" + i), 1).build(),
          Messages.device(tenant, "device-" + i, 1).build());
    }
    eventually("all are known")
        .until(
            () -> ids("/device-1/operations").size() == 5 && json("").get("devices").size() == 5);

    assertThat(ids("/device-1/operations?top=2")).containsExactly(op("4"), op("3"));
    assertThat(ids("/device-1/operations?top=2&after=1795428930123_" + op("3")))
        .containsExactly(op("2"), op("1"));
    assertThat(json("/device-1/operations?top=2").get("more").asBoolean()).isTrue();
    assertThat(
            json("/device-1/operations?top=2&after=1795428930123_" + op("1"))
                .get("more")
                .asBoolean())
        .isFalse();
    assertThat(json("?top=4").get("more").asBoolean()).isTrue();
    assertThat(json("?top=4&after=device-3").get("devices"))
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
                status("/device-1/operations/op-of-" + tenant) == 200
                    && projector.status("/" + other + "/devices/device-1/operations/op-of-" + other)
                        == 200);

    assertThat(ids("/device-1/operations")).containsExactly("op-of-" + tenant);
    assertThat(status("/device-1/operations/op-of-" + other)).isEqualTo(403);
    assertThat(projector.status("/" + other + "/devices/device-1/operations/op-of-" + tenant))
        .isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/device-1/operations?top=0",
        "/device-1/operations?top=201",
        "/device-1/operations?top=many",
        "/device-1/operations?after=yesterday",
        "/device-1/operations?conflicts=perhaps",
        "/device%0A1",
        "?top=-1",
        "?after=a%2Fb"
      })
  void shouldSayWhatIsWrongWhenAQueryIsBad(String path) {
    HttpResponse<String> answer =
        projector.get("/internal/v1/tenants/" + tenant + "/devices" + path);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(tree(answer.body()).get("error").asString()).startsWith("Expected");
  }

  @Test
  void shouldAnswerEmptyWhenNothingIsFound() {
    for (String path : List.of("/device-1", "/device-1/operations/" + op("1"))) {
      HttpResponse<String> answer =
          projector.get("/internal/v1/tenants/" + tenant + "/devices" + path);
      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.body()).isEmpty();
    }
    assertThat(ids("/device-1/operations")).isEmpty();
  }

  @Test
  void shouldCountWhatBecameOfRecordsWhenTheyAreConsumed() {
    yard.send(
        Messages.status(tenant, "device-1", op("1"), 4).setState(OperationState.FAILED).build(),
        Messages.released(tenant, "device-1", op("1")));
    yard.sendRaw(Topic.DEVICES, tenant + "/x", new byte[] {1});

    eventually("each outcome is counted")
        .untilAsserted(
            () ->
                assertThat(projector.get("/actuator/prometheus").body())
                    .containsPattern("drydock_projector_records_total\\{outcome=\"applied\"} [1-9]")
                    .containsPattern("drydock_projector_records_total\\{outcome=\"ignored\"} [1-9]")
                    .containsPattern(
                        "drydock_projector_records_total\\{outcome=\"deadLettered\"} [1-9]")
                    .containsPattern("drydock_projector_view_age_seconds [0-9]"));
  }

  private String op(String name) {
    return "op-" + name + '-' + tenant;
  }

  private int status(String path) {
    return projector.status("/" + tenant + "/devices" + path);
  }

  private JsonNode json(String path) {
    return projector.json("/" + tenant + "/devices" + path);
  }

  private String text(String path, String member) {
    JsonNode found = status(path) == 200 ? json(path).get(member) : null;
    return found == null ? "" : found.asString();
  }

  private List<String> ids(String path) {
    return StreamSupport.stream(json(path).get("operations").spliterator(), false)
        .map(operation -> operation.get("operationId").asString())
        .toList();
  }

  private static List<DeadLetter> lettersWith(String value) {
    return yard.deadLetters().stream()
        .filter(letter -> letter.getValue() != null && utf8(letter.getValue()).equals(value))
        .toList();
  }

  private static String utf8(ByteBuffer bytes) {
    return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
  }

  private static String encoded(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static JsonNode tree(String json) {
    return JsonMapper.shared().readTree(json);
  }

  private static ConditionFactory eventually(String what) {
    return await(what).atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(50));
  }
}
