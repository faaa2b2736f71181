package dev.drydock.dispatcher;

import static dev.drydock.dispatcher.DockRecords.TENANT;
import static dev.drydock.dispatcher.DockRecords.cancel;
import static dev.drydock.dispatcher.DockRecords.command;
import static dev.drydock.dispatcher.DockRecords.ended;
import static dev.drydock.dispatcher.DockRecords.fetched;
import static dev.drydock.dispatcher.DockRecords.registration;
import static dev.drydock.dispatcher.DockRecords.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.messages.Device;
import dev.drydock.messages.DeviceChannel;
import dev.drydock.messages.DeviceCommand;
import dev.drydock.messages.DispatchEvent;
import dev.drydock.messages.DispatchEventKind;
import dev.drydock.messages.FetchRefusalReason;
import dev.drydock.messages.Idempotency;
import dev.drydock.messages.OperationState;
import dev.drydock.messages.RefusalReason;
import dev.drydock.messages.RetireDevice;
import dev.drydock.messages.UpdateCommand;
import dev.drydock.schemas.DeviceMembers;
import dev.drydock.schemas.Reading;
import dev.drydock.schemas.SchemaHistory;
import dev.drydock.schemas.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.streams.ThreadMetadata;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;

/** What a dock decides and keeps, on a real broker. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DockIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Idempotency KEY = new Idempotency("1".repeat(64), "a".repeat(64));

  private Path directory;
  private RealLog log;
  private ConfigurableApplicationContext service;

  @BeforeAll
  void start(@TempDir Path temporary) {
    directory = temporary;
    log = new RealLog(directory.resolve("log"));
    service = log.run(directory.resolve("state"));
  }

  @AfterAll
  void stop() {
    if (service != null) {
      service.close();
    }
    if (log != null) {
      log.close();
    }
  }

  @Test
  void shouldKnowAKeyAgainWhenTheServiceHasLostItsDisk() {
    // given
    decide(registration("d1"));
    assertThat(
            Decisions.ofKind(
                DispatchEventKind.UPDATE_ADMITTED, decide(request("d1", "op-1-1", KEY))))
        .isNotNull();
    assertThat(repeated(request("d1", "op-1-2", KEY))).isEqualTo("op-1-1");

    // when
    service.close();
    service = log.run(directory.resolve("another-state"));

    // then
    assertThat(repeated(request("d1", "op-1-3", KEY))).isEqualTo("op-1-1");
    assertThat(
            Decisions.ofKind(
                    DispatchEventKind.UPDATE_REFUSED,
                    decide(request("d1", "op-1-4", new Idempotency(KEY.getKey(), "b".repeat(64)))))
                .getReason())
        .isEqualTo(RefusalReason.IDEMPOTENCY_KEY_REUSED);
  }

  @Test
  void shouldAdmitAKeyAnewWhenItsTimeIsOver() throws Exception {
    // given
    decide(registration("d2"));
    decide(request("d2", "op-2-1", KEY));
    log.write(ended("d2", "op-2-1", OperationState.FAILED));
    assertThat(repeated(request("d2", "op-2-2", KEY))).isEqualTo("op-2-1");
    Instant later = Instant.now().plus(Duration.ofHours(49));

    // when
    log.dateBy(Topic.UPDATE_COMMANDS, "CreateTime");
    try {
      writeDated(registration("d2"), later);
      RecordMetadata request = log.write(request("d2", "op-2-3", KEY), later);

      // then
      assertThat(
              Decisions.ofKind(DispatchEventKind.UPDATE_ADMITTED, decision(request))
                  .getOperationId())
          .isEqualTo("op-2-3");
    } finally {
      log.dateBy(Topic.UPDATE_COMMANDS, "LogAppendTime");
    }
  }

  @Test
  void shouldForgetADeviceWhenItIsRetired() {
    // given
    decide(registration("d3"));

    // when
    DispatchEvent decision = decide(command("d3").setRetireDevice(new RetireDevice(null)).build());

    // then
    assertThat(Decisions.ofKind(DispatchEventKind.DEVICE_RETIRED, decision)).isNotNull();
    List<Reading> told = log.readings(Topic.DEVICES, TENANT + "/d3");
    assertThat(told).hasSize(2);
    assertThat(told.get(1)).isInstanceOf(Reading.Tombstone.class);
    assertThat(
            Decisions.ofKind(
                    DispatchEventKind.UPDATE_REFUSED, decide(request("d3", "op-3-1", null)))
                .getReason())
        .isEqualTo(RefusalReason.DEVICE_UNKNOWN);
  }

  @Test
  void shouldTellWhatADeviceRunsWhenItsUpdateIsSuccessful() {
    // given
    decide(registration("d4"));
    decide(request("d4", "op-4-1", null));

    // when
    log.write(ended("d4", "op-4-1", OperationState.SUCCESSFUL));

    // then
    Device told =
        Awaitility.await("the device's second revision")
            .atMost(PATIENCE)
            .until(() -> device("d4", 2), Optional::isPresent)
            .orElseThrow();
    assertThat(DeviceMembers.softwareVersions(told))
        .isEqualTo(Map.of("firmware", "7", "teamsClient", "1.0.96.22"));
    assertThat(told.getDeviceType()).isEqualTo("teamsRoom");
  }

  @Test
  void shouldKeepAWithdrawalWhenTheServiceHasLostItsDisk() {
    // given
    decide(registration("d6", DeviceChannel.DDI));
    decide(request("d6", "op-6-1", null));
    assertThat(
            Decisions.ofKind(DispatchEventKind.UPDATE_WITHDRAWN, decide(cancel("d6", "op-6-1")))
                .getForced())
        .isFalse();

    // when
    service.close();
    service = log.run(directory.resolve("yet-another-state"));

    // then
    assertThat(Decisions.ofKind(DispatchEventKind.FETCH_REFUSED, fetch("d6", "op-6-1")).getReason())
        .isEqualTo(FetchRefusalReason.WITHDRAWN);
    assertThat(Decisions.ofKind(DispatchEventKind.UPDATE_WITHDRAWN, decide(cancel("d6", "op-6-1"))))
        .isNotNull();
    log.write(ended("d6", "op-6-1", OperationState.CANCELLED));
    Awaitility.await("the dock's release")
        .atMost(PATIENCE)
        .until(
            () ->
                decide(cancel("d6", "op-6-1")).getKind().equals(DispatchEventKind.CANCEL_REFUSED));
    assertThat(Decisions.ofKind(DispatchEventKind.FETCH_REFUSED, fetch("d6", "op-6-1")).getReason())
        .isEqualTo(FetchRefusalReason.GONE);
  }

  @Test
  void shouldKeepADevicesNumbersWhenTheServiceHasLostItsDisk() {
    // given
    decide(registration("d8"));
    int first = number("d8", "op-8-1");
    free("d8", "op-8-1");
    int second = number("d8", "op-8-2");
    assertThat(second).isEqualTo(first + 1);

    // when
    service.close();
    service = log.run(directory.resolve("a-third-state"));

    // then
    assertThat(Decisions.ofKind(DispatchEventKind.CANCEL_REQUESTED, decide(cancel("d8", "op-8-2"))))
        .isNotNull();
    assertThat(commands("d8"))
        .last()
        .matches(command -> command.getWithdrawSoftware() != null)
        .returns(second, DeviceCommand::getDeploymentNumber);
    free("d8", "op-8-2");
    assertThat(number("d8", "op-8-3")).isEqualTo(second + 1);
  }

  @Test
  void shouldCommandTheBridgeWhenADeviceBehindOneIsToStop() {
    // given
    decide(registration("d7"));
    decide(request("d7", "op-7-1", null));

    // when
    DispatchEvent decision = decide(cancel("d7", "op-7-1"));

    // then
    assertThat(Decisions.ofKind(DispatchEventKind.CANCEL_REQUESTED, decision).getOperationId())
        .isEqualTo("op-7-1");
    assertThat(commands("d7"))
        .extracting(command -> command.getWithdrawSoftware() != null)
        .containsExactly(false, true);
  }

  @Test
  void shouldDecideWhatCameInANewSchemaWhileTheRegistryWasAway() throws Exception {
    // given
    Schema earlier = SchemaHistory.of(Topic.UPDATE_COMMANDS).get(0);
    int schemaId = log.register(Topic.UPDATE_COMMANDS, earlier);
    Set<String> threads = threads();
    log.stopRegistry();

    // when
    RecordMetadata written;
    try {
      written =
          log.write(Topic.UPDATE_COMMANDS, TENANT + "/d5", schemaId, registration("d5", earlier));
      Awaitility.await("a thread that starts over")
          .atMost(PATIENCE)
          .until(() -> !threads.containsAll(threads()));
    } finally {
      log.startRegistry();
    }

    // then
    assertThat(
            Decisions.ofKind(DispatchEventKind.DEVICE_REGISTERED, decision(written)).getCreated())
        .isTrue();
  }

  private DispatchEvent decide(UpdateCommand command) {
    return decision(log.write(command));
  }

  private DispatchEvent decision(RecordMetadata command) {
    return Awaitility.await("the decision on " + command)
        .atMost(PATIENCE)
        .until(() -> log.decision(command), Optional::isPresent)
        .orElseThrow();
  }

  private DispatchEvent fetch(String device, String operationId) {
    return decision(log.write(fetched(device, operationId)));
  }

  /** Returns the number under which a device is admitted an update. */
  private int number(String device, String operationId) {
    return Decisions.ofKind(
            DispatchEventKind.UPDATE_ADMITTED, decide(request(device, operationId, null)))
        .getDeploymentNumber();
  }

  /** Ends a device's operation, and waits until its dock has heard of it. */
  private void free(String device, String operationId) {
    log.write(ended(device, operationId, OperationState.FAILED));
    Awaitility.await("the dock's release")
        .atMost(PATIENCE)
        .until(
            () ->
                decide(cancel(device, operationId))
                    .getKind()
                    .equals(DispatchEventKind.CANCEL_REFUSED));
  }

  private List<DeviceCommand> commands(String device) {
    return log.readings(Topic.DEVICE_COMMANDS, TENANT + '/' + device).stream()
        .map(reading -> (DeviceCommand) ((Reading.Message) reading).value())
        .toList();
  }

  private String repeated(UpdateCommand request) {
    return Decisions.ofKind(DispatchEventKind.ADMISSION_REPEATED, decide(request)).getOperationId();
  }

  /** Writes a record again and again until the broker leaves it the time that it was given. */
  private void writeDated(UpdateCommand command, Instant at) {
    Awaitility.await("a broker that leaves records their time")
        .atMost(PATIENCE)
        .until(() -> log.write(command, at).timestamp() == at.toEpochMilli());
  }

  private Optional<Device> device(String device, int revision) {
    return log.readings(Topic.DEVICES, TENANT + '/' + device).stream()
        .map(reading -> (Device) ((Reading.Message) reading).value())
        .filter(told -> told.getRevision() == revision)
        .findFirst();
  }

  private Set<String> threads() {
    StreamsBuilderFactoryBean streams = service.getBean(StreamsBuilderFactoryBean.class);
    return Objects.requireNonNull(streams.getKafkaStreams()).metadataForLocalThreads().stream()
        .map(ThreadMetadata::threadName)
        .collect(Collectors.toSet());
  }
}
