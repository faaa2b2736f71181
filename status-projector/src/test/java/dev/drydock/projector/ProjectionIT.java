package dev.drydock.projector;

import static dev.drydock.projector.fixture.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.messages.DeadLetter;
import dev.drydock.messages.OperationState;
import dev.drydock.messages.RefusalReason;
import dev.drydock.projector.fixture.RunningProjector;
import dev.drydock.projector.fixture.Servers;
import dev.drydock.projector.fixture.TenantView;
import dev.drydock.projector.fixture.ViewDatabase;
import dev.drydock.projector.fixture.Yard;
import dev.drydock.projector.stream.Messages;
import dev.drydock.schemas.Topic;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** From the records of the other services to what the view shows. */
@ExtendWith(Servers.Extension.class)
class ProjectionIT {

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
  }

  @AfterAll
  static void stop() {
    projector.close();
    yard.close();
  }

  @Test
  void shouldShowTheLastStateWhenRecordsComeOutOfOrderAndTwice() {
    for (int revision : new int[] {2, 5, 1, 4, 5, 3}) {
      yard.send(Messages.status(tenant, "device-1", view.op("1"), revision).build());
    }
    yard.send(Messages.status(tenant, "device-1", view.op("after"), 1).build());

    eventually("all records are read")
        .until(() -> view.status("/device-1/operations/" + view.op("after")) == 200);

    assertThat(view.json("/device-1/operations/" + view.op("1")).get("revision").asInt())
        .isEqualTo(5);
  }

  @Test
  void shouldShowAFailedOperationWhenARequestWasRejected() {
    yard.send(
        Messages.status(tenant, "device-1", view.op("1"), 2).build(),
        Messages.conflicted(tenant, "device-1", view.op("2")),
        Messages.conflicted(tenant, "device-1", view.op("1")),
        Messages.refused(tenant, "device-2", view.op("3"), RefusalReason.DEVICE_UNKNOWN));

    eventually("the refusal is known")
        .until(() -> view.status("/device-2/operations/" + view.op("3")) == 200);
    eventually("the conflict is known")
        .until(() -> view.status("/device-1/operations/" + view.op("2")) == 200);
    eventually("the operation is known")
        .until(
            () -> "inProgress".equals(view.text("/device-1/operations/" + view.op("1"), "state")));

    JsonNode conflict = view.json("/device-1/operations/" + view.op("2"));
    assertThat(conflict.get("state").asString()).isEqualTo("failed");
    assertThat(conflict.get("errorCode").asString()).isEqualTo("conflict");
    assertThat(conflict.get("errorMessage").asString()).contains("op-holder");
    assertThat(conflict.get("revision").asInt()).isEqualTo(1);
    assertThat(conflict.get("completedAt").asLong()).isEqualTo(1795428930138L);
    assertThat(view.text("/device-2/operations/" + view.op("3"), "errorCode"))
        .isEqualTo("deviceNotFound");
    assertThat(view.ids("device-1")).containsExactly(view.op("1"));
    assertThat(view.idsWithRejected("device-1")).containsExactly(view.op("2"), view.op("1"));
    assertThat(view.ids("device-2")).isEmpty();
    assertThat(view.idsWithRejected("device-2")).containsExactly(view.op("3"));
  }

  @Test
  void shouldKeepEachRevisionWhenTheyComeInOneBatchOutOfOrderAndTwice() {
    for (int revision : new int[] {2, 4, 1, 3, 2}) {
      yard.send(Messages.status(tenant, "device-1", view.op("1"), revision).build());
    }

    eventually("all revisions are known")
        .until(() -> revisions("/device-1/operations/" + view.op("1")).equals(List.of(1, 2, 3, 4)));
  }

  @Test
  void shouldShowTheVersionsOfADeviceWhenItsRecordHasThem() {
    yard.send(Messages.device(tenant, "device-1", 2).build());

    eventually("the device is known").until(() -> view.status("/device-1") == 200);

    assertThat(view.json("/device-1").get("softwareVersions").get("teamsClient").asString())
        .isEqualTo("1.0.2");
  }

  @Test
  void shouldForgetAnOperationWhenItEndedLongAgo() {
    Instant longAgo = Instant.parse("1900-01-01T00:00:00Z");

    yard.send(
        Messages.status(tenant, "device-1", view.op("old"), 4)
            .setCreatedAt(longAgo)
            .setCompletedAt(longAgo)
            .build(),
        Messages.status(tenant, "device-1", view.op("new"), 4).build());

    eventually("both have been read and one is forgotten")
        .until(
            () ->
                view.status("/device-1/operations/" + view.op("new")) == 200
                    && view.status("/device-1/operations/" + view.op("old")) == 404);
  }

  @Test
  void shouldForgetWhenARecordHasNoValue() {
    yard.send(
        Messages.status(tenant, "device-1", view.op("1"), 4).build(),
        Messages.device(tenant, "device-1", 1).build());
    eventually("both are known")
        .until(
            () ->
                view.status("/device-1/operations/" + view.op("1")) == 200
                    && view.status("/device-1") == 200);

    yard.sendTombstone(Topic.OPERATION_STATUS, view.op("1"), tenant + "/device-1");
    yard.sendTombstone(Topic.DEVICES, tenant + "/device-1", tenant + "/device-1");

    eventually("both are forgotten")
        .until(
            () ->
                view.status("/device-1/operations/" + view.op("1")) == 404
                    && view.status("/device-1") == 404);
  }

  @ParameterizedTest
  @EnumSource(
      value = Topic.class,
      names = {"OPERATION_STATUS", "DISPATCH_EVENTS", "DEVICES"})
  void shouldGoOnWhenARecordIsNotReadable(Topic topic) {
    String poison = "poison for " + tenant;

    yard.sendRaw(topic, tenant + "/x", poison.getBytes(StandardCharsets.UTF_8));
    yard.send(
        Messages.status(tenant, "device-1", view.op("1"), 1).build(),
        Messages.conflicted(tenant, "device-1", view.op("2")),
        Messages.device(tenant, "device-1", 1).build());

    eventually("the records after it are in the view")
        .until(
            () ->
                view.status("/device-1/operations/" + view.op("1")) == 200
                    && view.status("/device-1/operations/" + view.op("2")) == 200
                    && view.status("/device-1") == 200);
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
        Messages.status(tenant, "device-1", view.op("1"), 1).build(),
        Messages.status(tenant, "device-1", badId, 1).build(),
        Messages.status(tenant, "device-1", view.op("2"), 1).build());

    eventually("the records around it are in the view")
        .until(
            () ->
                view.status("/device-1/operations/" + view.op("1")) == 200
                    && view.status("/device-1/operations/" + view.op("2")) == 200);
    eventually("it is a dead letter")
        .untilAsserted(
            () ->
                assertThat(yard.deadLetters())
                    .filteredOn(letter -> letter.getReason().equals("invalid"))
                    .extracting(letter -> utf8(letter.getKey()))
                    .contains(badId));
    assertThat(view.status("/device-1/operations/" + badId)).isEqualTo(404);
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
      producer.send(
          yard.record(Messages.status(tenant, "device-1", view.op("aborted"), 1).build()));
      producer.flush();
      producer.abortTransaction();
      producer.beginTransaction();
      producer.send(
          yard.record(Messages.status(tenant, "device-1", view.op("committed"), 1).build()));
      producer.commitTransaction();
    }

    eventually("the later record is known")
        .until(() -> view.status("/device-1/operations/" + view.op("committed")) == 200);

    assertThat(view.status("/device-1/operations/" + view.op("aborted"))).isEqualTo(404);
  }

  @Test
  void shouldCountWhatBecameOfRecordsWhenTheyAreConsumed() {
    yard.send(
        Messages.status(tenant, "device-1", view.op("1"), 4)
            .setState(OperationState.FAILED)
            .build(),
        Messages.released(tenant, "device-1", view.op("1")));
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

  private List<Integer> revisions(String operation) {
    return view.status(operation) != 200
        ? List.of()
        : StreamSupport.stream(
                view.json(operation + "/revisions").get("operations").spliterator(), false)
            .map(revision -> revision.get("revision").asInt())
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
}
