package dev.drydock.projector;

import static dev.drydock.projector.fixture.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.projector.fixture.RunningProjector;
import dev.drydock.projector.fixture.Servers;
import dev.drydock.projector.fixture.ViewDatabase;
import dev.drydock.projector.fixture.Yard;
import dev.drydock.projector.stream.Messages;
import dev.drydock.schemas.DeviceKey;
import dev.drydock.schemas.Topic;
import dev.drydock.schemas.TopicSetup;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where is read on stands in the database: the group's offsets decide nothing. */
@ExtendWith(Servers.Extension.class)
class PositionIT {

  private static final String OPERATION = "/t/devices/device-1/operations/op-";

  private Yard yard;
  private ViewDatabase database;
  private Admin admin;

  @BeforeEach
  void create(Servers servers) {
    yard = Yard.create(servers.kafka());
    database = ViewDatabase.of(servers.postgres());
    admin = Admin.create(Map.of("bootstrap.servers", servers.kafka()));
  }

  @AfterEach
  void close() {
    admin.close();
    yard.close();
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "0, 50", "50, 0", "1000000, 0", "1000000, 50"})
  void shouldApplyEachRecordOnceWhenTheGroupsOffsetsAreReset(long offset, int news)
      throws Exception {
    List<String> before;
    try (RunningProjector projector = RunningProjector.start(yard, database)) {
      yard.send(operations(0, 50));
      eventually("all are in the view").until(() -> projector.status(OPERATION + 49) == 200);
      before = database.rows();
    }
    yard.send(operations(50, 50 + news));
    resetGroup(offset);

    try (RunningProjector projector = RunningProjector.start(yard, database)) {
      eventually("the view is complete").until(projector::isProjecting);
      eventually("all are in the view")
          .until(() -> projector.status(OPERATION + (49 + news)) == 200);

      assertThat(projector.records("applied")).isEqualTo(news);
      assertThat(projector.records("ignored")).isZero();
      assertThat(database.rows()).containsAll(before).hasSize(before.size() + 2 * news);
    }
  }

  @Test
  void shouldApplyEachRecordOnceWhenInstancesTakeOverFromEachOther() {
    RunningProjector first = RunningProjector.start(yard, database);
    double applied = 0;
    try (RunningProjector second = RunningProjector.start(yard, database)) {
      for (int i = 0; i < 400; i += 10) {
        yard.send(operationsOfManyDevices(i, i + 10));
      }
      eventually("all are in the view").until(() -> database.rows().size() == 800);
      yard.send(operationsOfManyDevices(400, 600));
      applied = first.records("applied");
      first.close();
      yard.send(operationsOfManyDevices(600, 800));

      eventually("all are in the view").until(() -> database.rows().size() == 1600);
      assertThat(applied + second.records("applied")).isLessThanOrEqualTo(800);
      assertThat(second.records("ignored")).isZero();
    } finally {
      first.close();
    }
  }

  @Test
  void shouldRaiseAnAlarmAndReadItAllWhenATopicWasMadeAnew() throws Exception {
    try (RunningProjector projector = RunningProjector.start(yard, database)) {
      yard.send(Messages.device("t", "device-1", 1).build());
      eventually("the device is known").until(() -> projector.status("/t/devices/device-1") == 200);
      eventually("the view is complete").until(projector::isProjecting);

      makeAnew(yard.names().of(Topic.DEVICES));
      yard.send(Messages.device("t", "device-2", 1).build());

      eventually("the new topic is read")
          .until(() -> projector.status("/t/devices/device-2") == 200);
      eventually("health tells").until(() -> health(projector).contains("topicReplaced"));
      assertThat(projector.isProjecting()).isFalse();
      assertThat(projector.isReady()).isTrue();

      database.jdbc().update("delete from log_gap");

      eventually("the alarm is off").until(projector::isProjecting);
    }
  }

  @Test
  void shouldRaiseAnAlarmWhenRecordsWereDeletedUnread() throws Exception {
    try (RunningProjector projector = RunningProjector.start(yard, database)) {
      yard.send(Messages.conflicted("t", "device-1", "op-0"));
      eventually("it is in the view").until(() -> projector.status(OPERATION + 0) == 200);
    }
    IntStream.range(1, 10).forEach(i -> yard.send(Messages.conflicted("t", "device-1", "op-" + i)));
    String topic = yard.names().of(Topic.DISPATCH_EVENTS);
    TopicPartition partition =
        new TopicPartition(topic, DeviceKey.partitionOf("t/device-1", Yard.PARTITIONS));
    admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(5))).all().get();

    try (RunningProjector projector = RunningProjector.start(yard, database)) {
      eventually("what is left is in the view").until(() -> projector.status(OPERATION + 9) == 200);
      eventually("health tells")
          .until(
              () ->
                  health(projector)
                      .contains(partition + ": recordsDeleted, read on at 5 instead of 1"));
      assertThat(projector.isProjecting()).isFalse();
      assertThat(projector.status(OPERATION + 4)).isEqualTo(404);
      assertThat(projector.status(OPERATION + 5)).isEqualTo(200);
    }
  }

  private static String health(RunningProjector projector) {
    return projector.get("/actuator/health/projection").body();
  }

  private void makeAnew(String topic) throws Exception {
    admin.deleteTopics(Set.of(topic)).all().get();
    eventually("the topic is gone").until(() -> !admin.listTopics().names().get().contains(topic));
    TopicSetup.create(admin, yard.names(), Yard.PARTITIONS, (short) 1);
  }

  /** As an operator does, or a coordinator that answers with old offsets. */
  private void resetGroup(long offset) throws Exception {
    String group = yard.names().prefix() + "drydock-projector";
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    for (Topic topic : List.of(Topic.OPERATION_STATUS, Topic.DISPATCH_EVENTS, Topic.DEVICES)) {
      IntStream.range(0, Yard.PARTITIONS)
          .mapToObj(partition -> new TopicPartition(yard.names().of(topic), partition))
          .forEach(partition -> offsets.put(partition, new OffsetAndMetadata(offset)));
    }
    eventually("the group is empty")
        .ignoreExceptions()
        .until(() -> admin.alterConsumerGroupOffsets(group, offsets).all().get() == null);
  }

  private static SpecificRecord[] operations(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> Messages.status("t", "device-1", "op-" + i, 1).build())
        .toArray(SpecificRecord[]::new);
  }

  private static SpecificRecord[] operationsOfManyDevices(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> Messages.status("t", "device-" + i % 20, "op-" + i, 1).build())
        .toArray(SpecificRecord[]::new);
  }
}
