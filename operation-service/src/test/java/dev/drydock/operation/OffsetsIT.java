package dev.drydock.operation;

import static dev.drydock.operation.OperationServiceIT.ack;
import static dev.drydock.operation.OperationServiceIT.admitted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.messages.DeviceAckKind;
import dev.drydock.messages.OperationState;
import dev.drydock.messages.OperationStatus;
import dev.drydock.schemas.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Where the service goes on, whatever the offsets of its group say, on a real broker: ADR 19. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OffsetsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String GROUP = "it.operation-service";

  private Path directory;
  private RealLog log;
  private ConfigurableApplicationContext service;

  @BeforeAll
  void start(@TempDir Path temporary) {
    directory = temporary;
    log = RealLog.start(directory.resolve("log"));
  }

  @AfterEach
  void stopService() {
    if (service != null) {
      service.close();
      service = null;
    }
  }

  @AfterAll
  void stop() {
    log.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shouldDecideNothingTwiceWhenTheGroupIsPutBack(boolean losesItsDisk) {
    // given
    String id = "back-" + losesItsDisk;
    service = run("state");
    log.write(admitted("d1", id, Duration.ofHours(1)));
    await(id, 1);
    log.write(ack("d1", id, DeviceAckKind.SUCCEEDED));
    await(id, 2);
    service.close();
    moveGroup((input, end) -> 0L);

    // when
    service = run(losesItsDisk ? "another-state" : "state");
    log.write(admitted("d1", id + "-next", Duration.ofHours(1)));

    // then
    await(id + "-next", 1);
    assertThat(log.statuses(id))
        .extracting(OperationStatus::getState)
        .containsExactly(OperationState.QUEUED, OperationState.SUCCESSFUL);
    assertThat(count("drydock.stream.records.passed.over")).isPositive();
    assertThat(log.deadLetters()).isEmpty();
  }

  @Test
  void shouldHandleWhatTheGroupHasPassedOverWhenItIsPutForward() {
    // given
    service = run("state");
    log.write(admitted("d2", "forward", Duration.ofHours(1)));
    await("forward", 1);
    service.close();
    log.write(ack("d2", "forward", DeviceAckKind.SUCCEEDED));
    moveGroup((input, end) -> end);

    // when
    service = run("state");

    // then
    assertThat(await("forward", 2).getState()).isEqualTo(OperationState.SUCCESSFUL);
    Awaitility.await("the alarm")
        .atMost(PATIENCE)
        .until(() -> count("drydock.stream.records.recovered") == 1);
  }

  @Test
  void shouldWaitForAnOperatorWhenATopicWasMadeAnew() throws Exception {
    // given
    service = run("state");
    log.write(admitted("d3", "anew", Duration.ofHours(1)));
    await("anew", 1);
    log.write(ack("d3", "anew", DeviceAckKind.PROGRESS));
    await("anew", 2);
    service.close();
    log.makeAnew(Topic.DEVICE_ACKS);
    log.write(ack("d3", "anew", DeviceAckKind.SUCCEEDED));

    // when
    service = run("state");

    // then
    Awaitility.await("the alarm")
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(get("/actuator/health/inputs"))
                    .returns(503, HttpResponse::statusCode)
                    .extracting(HttpResponse::body)
                    .asString()
                    .contains("it.device-acks-", "made anew"));
    assertThat(service.getBean(MeterRegistry.class).get("drydock.stream.inputs.held").gauge())
        .matches(gauge -> gauge.value() > 0);
    assertThat(log.statuses("anew")).hasSize(2);

    // when
    service.close();
    service = run("state", "--drydock.stream.start-at=group");

    // then
    assertThat(await("anew", 3).getState()).isEqualTo(OperationState.SUCCESSFUL);
    assertThat(get("/actuator/health/inputs").statusCode()).isEqualTo(200);
  }

  @Test
  void shouldWriteNothingAtRestAndStillFireInTime() {
    // given
    service = run("state");
    log.write(admitted("d4", "waiting", Duration.ofHours(1)));
    await("waiting", 1);
    Awaitility.await("rest").atMost(PATIENCE).until(() -> isAtRest(Duration.ofSeconds(2)));

    // when
    boolean atRest = isAtRest(Duration.ofSeconds(5));
    log.write(admitted("d5", "timed", Duration.ofSeconds(5)));
    Instant due = await("timed", 1).getDeadlineAt();

    // then
    assertThat(atRest).as("nothing is written to any topic").isTrue();
    await("timed", 2);
    assertThat(Instant.now()).isBetween(due, due.plusSeconds(5));
  }

  private boolean isAtRest(Duration window) {
    Map<TopicPartition, Long> before = ends();
    Instant end = Instant.now().plus(window);
    Awaitility.await("a while")
        .atMost(window.plus(PATIENCE))
        .until(() -> Instant.now().isAfter(end));
    return ends().equals(before);
  }

  private Map<TopicPartition, Long> ends() {
    try (Admin admin = log.admin()) {
      Set<String> topics =
          admin.listTopics(new ListTopicsOptions().listInternal(true)).names().get();
      Map<TopicPartition, OffsetSpec> partitions =
          admin.describeTopics(topics).allTopicNames().get().values().stream()
              .flatMap(
                  topic ->
                      topic.partitions().stream()
                          .map(
                              partition -> new TopicPartition(topic.name(), partition.partition())))
              .collect(Collectors.toMap(input -> input, input -> OffsetSpec.latest()));
      return admin.listOffsets(partitions).all().get().entrySet().stream()
          .collect(Collectors.toMap(Map.Entry::getKey, end -> end.getValue().offset()));
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError("Expected the broker to tell the ends of its topics", e);
    }
  }

  /** Puts all offsets of the group elsewhere, once the broker has noticed that nobody is in it. */
  private void moveGroup(BiFunction<TopicPartition, Long, Long> place) {
    try (Admin admin = log.admin()) {
      Map<TopicPartition, OffsetAndMetadata> moved = new HashMap<>();
      Map<TopicPartition, Long> ends = ends();
      for (Topic topic : List.of(Topic.DISPATCH_EVENTS, Topic.DEVICE_ACKS)) {
        for (int partition = 0; partition < RealLog.PARTITIONS; partition++) {
          TopicPartition input = new TopicPartition(log.names().of(topic), partition);
          moved.put(input, new OffsetAndMetadata(place.apply(input, ends.get(input))));
        }
      }
      Awaitility.await("the group to be empty")
          .atMost(PATIENCE)
          .ignoreException(ExecutionException.class)
          .until(
              () -> {
                admin.alterConsumerGroupOffsets(GROUP, moved).all().get();
                return true;
              });
    }
  }

  private ConfigurableApplicationContext run(String state, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--server.port=0",
                "--drydock.kafka.bootstrap-servers=" + log.bootstrapServers(),
                "--drydock.kafka.schema-registry-url=" + log.registryUrl(),
                "--drydock.kafka.topic-prefix=" + log.names().prefix(),
                "--drydock.stream.state-dir=" + directory.resolve(state)));
    arguments.addAll(List.of(more));
    return SpringApplication.run(OperationService.class, arguments.toArray(String[]::new));
  }

  private OperationStatus await(String operationId, int revision) {
    return Awaitility.await("revision " + revision + " of " + operationId)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> log.status(operationId, revision), Optional::isPresent)
        .map(RealLog.Written::value)
        .orElseThrow();
  }

  private double count(String name) {
    return service.getBean(MeterRegistry.class).find(name).counters().stream()
        .mapToDouble(counter -> counter.count())
        .sum();
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    String port = service.getEnvironment().getRequiredProperty("local.server.port");
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
