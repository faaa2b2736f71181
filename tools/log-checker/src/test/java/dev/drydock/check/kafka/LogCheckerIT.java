package dev.drydock.check.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.check.LogChecker;
import dev.drydock.check.rules.AnsweredAck;
import dev.drydock.check.rules.AnsweredCancel;
import dev.drydock.check.rules.CheckOptions;
import dev.drydock.check.rules.CheckReport;
import dev.drydock.check.rules.Invariant;
import dev.drydock.check.rules.LogCheck;
import dev.drydock.local.Ports;
import dev.drydock.local.kafka.LocalKafka;
import dev.drydock.local.registry.LocalRegistry;
import dev.drydock.messages.Cause;
import dev.drydock.messages.DeviceAckKind;
import dev.drydock.messages.Idempotency;
import dev.drydock.messages.OperationState;
import dev.drydock.schemas.DeviceKey;
import dev.drydock.schemas.SchemaSetup;
import dev.drydock.schemas.Topic;
import dev.drydock.schemas.TopicNames;
import dev.drydock.schemas.TopicSetup;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log as it stands on a real broker: transactions, markers, foreign records and all. */
class LogCheckerIT {

  private static final int PARTITIONS = 3;
  private static final DeviceKey DEVICE = new DeviceKey("contoso", "room-1");

  private static LocalKafka kafka;
  private static LocalRegistry registry;

  /** Another installation for each test. */
  private final TopicNames names = new TopicNames(UUID.randomUUID() + ".");

  private RecordedLog log;

  @BeforeAll
  static void start(@TempDir Path directory) {
    Ports ports = Ports.free();
    kafka = LocalKafka.start(directory, ports.kafka(), ports.controller(), Map.of());
    registry = LocalRegistry.start(kafka.bootstrapServers(), ports.registry());
  }

  @AfterAll
  static void stop() {
    registry.close();
    kafka.close();
  }

  @BeforeEach
  void createTopics() {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      TopicSetup.create(admin, names, PARTITIONS, (short) 1);
    }
    SchemaSetup.register(new CachedSchemaRegistryClient(registry.url(), 100), names);
    log = new RecordedLog(kafka.bootstrapServers(), registry.url(), names, PARTITIONS, DEVICE);
  }

  @AfterEach
  void closeLog() {
    log.close();
  }

  @Test
  void shouldFindNothingWhenTheLogIsGood() {
    // given
    log.admit("first");
    log.release("first", log.succeed("first"));
    log.admit("second");
    log.release("second", log.succeed("second"));
    log.abortAdmission("taken-back");
    writeText(Topic.DISPATCH_EVENTS);

    // when
    CheckReport report = check(names, quiet());

    // then
    assertThat(report.violations()).isEmpty();
    assertThat(report.counts().admissions()).isEqualTo(2);
    assertThat(report.counts().successful()).isEqualTo(2);
    assertThat(report.counts().unreadable()).isEqualTo(1);
  }

  @Test
  void shouldSayWhereItStandsWhenTheLogIsBroken() {
    // given
    log.admit("first");
    Cause secondAdmission = log.admit("second");

    // when
    CheckReport report = check(names, CheckOptions.running(Instant.EPOCH).withComplete(true));

    // then
    assertThat(report.violations()).extracting("invariant").containsOnly(Invariant.ONE_IN_FLIGHT);
    assertThat(report.violations())
        .extracting("sentence")
        .anySatisfy(
            sentence ->
                assertThat((String) sentence)
                    .contains(
                        "dispatch-events partition "
                            + secondAdmission.getPartition()
                            + " offset "
                            + secondAdmission.getOffset()));
  }

  @Test
  void shouldFollowRepetitionsAndRetirement() {
    // given
    Idempotency key = new Idempotency("key", "body");
    log.admit("first", key);
    log.repeat("again", key, "first");
    log.release("first", log.succeed("first"));
    log.retire();
    log.admit("second");
    log.release("second", log.succeed("second"));

    // when
    CheckReport report = check(names, quiet());

    // then
    assertThat(report.counts().repeats()).isEqualTo(1);
    assertThat(report.violations()).extracting("invariant").containsExactly(Invariant.MONOTONE);
  }

  @Test
  void shouldFollowCancelsToTheTombstone() {
    // given
    log.hello();
    log.admit("first");
    log.release("first", log.withdraw("first"));
    log.cancelTooLate("first");
    log.succeedLate("first");
    log.admit("second");
    log.askToStop("second");
    log.refuseToStop("second");
    log.release("second", log.succeed("second", 4));
    log.forget("first", Duration.ofHours(24));
    AnsweredCancel accepted = AnsweredCancel.accepted(DEVICE.toString(), "second");
    AnsweredCancel lie = AnsweredCancel.tooLate(DEVICE.toString(), "second", OperationState.FAILED);

    // when
    CheckReport good = check(names, quiet().withAnsweredCancels(List.of(accepted)));
    CheckReport bad = check(names, quiet().withAnsweredCancels(List.of(accepted, lie)));

    // then
    assertThat(good.violations()).isEmpty();
    assertThat(good.counts().cancels()).isEqualTo(3);
    assertThat(good.counts().cancelled()).isEqualTo(1);
    assertThat(bad.violations()).extracting("invariant").containsExactly(Invariant.TRUE_CANCEL);
  }

  @Test
  void shouldFindI6WhenATombstoneComesTooEarly() {
    // given
    log.admit("first");
    log.release("first", log.succeed("first"));
    log.forget("first", Duration.ofHours(23));

    // when
    CheckReport report = check(names, quiet());

    // then
    assertThat(report.violations()).extracting("invariant").containsExactly(Invariant.MONOTONE);
  }

  @Test
  void shouldFindI4WhenAnAnsweredAckIsNotThere() {
    // given
    log.admit("first");
    log.release("first", log.succeed("first"));
    AnsweredAck kept = new AnsweredAck(DEVICE.toString(), "first", DeviceAckKind.SUCCEEDED, null);
    AnsweredAck lost = new AnsweredAck(DEVICE.toString(), "first", DeviceAckKind.FETCHED, null);

    // when
    CheckReport report = check(names, quiet().withAnsweredAcks(List.of(kept, lost)));

    // then
    assertThat(report.violations()).extracting("invariant").containsExactly(Invariant.KEPT_ACK);
  }

  @Test
  void shouldGoOnWhenOldRecordsAreDeletedBeforeTheyAreRead() {
    // given
    log.admit("old");
    log.release("old", log.succeed("old"));
    Cause admission = log.admit("new");
    log.release("new", log.succeed("new"));
    try (KafkaLog opened = KafkaLog.open(clientConfig(), names, registry.url())) {
      LogCheck check = new LogCheck(CheckOptions.running(Instant.EPOCH), Set.of());

      // when
      deleteBefore(admission.getOffset(), Topic.DISPATCH_EVENTS, admission.getPartition());
      opened.shards().forEach(check::check);

      // then
      CheckReport report = check.report(0, opened.unreadable());
      assertThat(report.violations()).isEmpty();
      assertThat(report.counts().admissions()).isEqualTo(1);
    }
  }

  @Test
  void shouldGoOnWhenOldRecordsAreDeletedWhileTheyAreRead() {
    // given
    int partition = log.admit("first").getPartition();
    List.of("second", "third", "fourth", "fifth").forEach(log::admit);
    long last = log.admit("last").getOffset();
    Map<String, Object> oneByOne = new HashMap<>(clientConfig());
    oneByOne.put("max.partition.fetch.bytes", 1);
    List<Long> offsets = new ArrayList<>();
    try (KafkaLog opened = KafkaLog.open(oneByOne, names, registry.url())) {

      // when
      opened.read(
          Topic.DISPATCH_EVENTS,
          partition,
          (offset, timestampMs, reading) -> {
            offsets.add(offset);
            deleteBefore(last, Topic.DISPATCH_EVENTS, partition);
          });
    }

    // then
    assertThat(offsets).startsWith(0L).endsWith(last).hasSizeLessThan(6).doesNotHaveDuplicates();
  }

  @Test
  void shouldSayWhatToDoWhenThereAreNoTopics() {
    // given
    TopicNames nowhere = new TopicNames("nowhere.");

    // when
    var check = assertThatThrownBy(() -> check(nowhere, quiet()));

    // then
    check.isInstanceOf(IllegalStateException.class).hasMessageContaining("`drydock topics`");
  }

  private static CheckOptions quiet() {
    return CheckOptions.running(Instant.EPOCH).withQuiet(true).withComplete(true);
  }

  private static CheckReport check(TopicNames names, CheckOptions options) {
    return LogChecker.check(clientConfig(), names, registry.url(), options);
  }

  private static Map<String, Object> clientConfig() {
    return Map.of("bootstrap.servers", kafka.bootstrapServers());
  }

  /** As the broker does with segments that are old enough. */
  private void deleteBefore(long offset, Topic topic, int partition) {
    try (Admin admin = Admin.create(clientConfig())) {
      TopicPartition from = new TopicPartition(names.of(topic), partition);
      admin.deleteRecords(Map.of(from, RecordsToDelete.beforeOffset(offset))).all().get();
    } catch (ExecutionException | InterruptedException e) {
      throw new AssertionError("Expected the broker to delete records", e);
    }
  }

  private void writeText(Topic topic) {
    try (var texts =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()),
            new StringSerializer(),
            new StringSerializer())) {
      texts.send(new ProducerRecord<>(names.of(topic), DEVICE.toString(), "hello"));
    }
  }
}
