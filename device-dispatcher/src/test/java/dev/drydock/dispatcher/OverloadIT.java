package dev.drydock.dispatcher;

import static dev.drydock.dispatcher.DockRecords.TENANT;
import static dev.drydock.dispatcher.DockRecords.registration;
import static dev.drydock.dispatcher.DockRecords.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.messages.DeviceAck;
import dev.drydock.messages.DeviceAckKind;
import dev.drydock.messages.DeviceChannel;
import dev.drydock.schemas.Reading;
import dev.drydock.schemas.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** More devices at once than the edge takes, on a real broker. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OverloadIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String TOKEN = "0123456789abcdef";
  private static final int DEVICES = 100;
  private static final int FLOODING = 60;

  /** Devices whose progress floods: one alone has few reports on their way. */
  private static final int TALKATIVE = 20;

  private static final String PROCEEDING =
      "{\"status\":{\"execution\":\"proceeding\",\"result\":{\"finished\":\"none\"}}}";
  private static final String SUCCESS =
      "{\"status\":{\"execution\":\"closed\",\"result\":{\"finished\":\"success\"}}}";

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private RealLog log;
  private ConfigurableApplicationContext service;

  @BeforeAll
  void start(@TempDir Path directory) {
    log = new RealLog(directory.resolve("log"));
    service =
        log.run(
            directory.resolve("state"),
            "drydock.dispatcher.ddi.gateway-tokens." + TENANT + "=" + TOKEN,
            "drydock.dispatcher.ddi.limits.per-device=1000000",
            "drydock.dispatcher.ddi.limits.calls-per-device=1000000",
            "drydock.dispatcher.ddi.limits.polls=2",
            "drydock.dispatcher.ddi.limits.progress=6");
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
  void shouldTakeEveryFinalReportAndMergeProgressWhilePollsAreRejected() {
    // given
    IntStream.range(0, DEVICES).forEach(this::giveUpdate);
    AtomicBoolean over = new AtomicBoolean();
    Flood polls = new Flood(() -> poll(0), over);
    AtomicInteger turn = new AtomicInteger();
    Flood progress =
        new Flood(() -> feedback(turn.getAndIncrement() % TALKATIVE, PROCEEDING), over);
    polls.start();
    progress.start();
    Awaitility.await("a flood that is refused or merged")
        .atMost(PATIENCE)
        .until(() -> polls.refused.get() > FLOODING && merged() > FLOODING);
    int refused = polls.refused.get();
    double merged = merged();

    // when
    List<Integer> answers = IntStream.range(TALKATIVE, DEVICES).mapToObj(this::close).toList();
    over.set(true);

    // then
    assertThat(answers).containsOnly(200);
    assertThat(polls.refused.get()).isGreaterThan(refused);
    assertThat(merged()).isGreaterThan(merged);
    assertThat(progress.refused.get()).isZero();
    assertThat(polls.others.get() + progress.others.get()).isZero();
    assertThat(reporting(DeviceAckKind.SUCCEEDED))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(TALKATIVE, DEVICES).mapToObj(OverloadIT::name).toList());
    Awaitility.await("the newest progress of each device")
        .atMost(PATIENCE)
        .until(() -> Set.copyOf(reporting(DeviceAckKind.PROGRESS)).size() == TALKATIVE);
  }

  private double merged() {
    return service.getBean(MeterRegistry.class).get("drydock.ddi.reports.merged").counter().count();
  }

  private void giveUpdate(int device) {
    log.write(registration(name(device), DeviceChannel.DDI));
    log.write(request(name(device), "op-" + device, null));
    Awaitility.await("update of device " + device)
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .until(() -> poll(device).join() == 200 && fetch(device).join() == 200);
  }

  private int close(int device) {
    return feedback(device, SUCCESS).join();
  }

  private CompletableFuture<Integer> poll(int device) {
    return send(to(device, "").GET());
  }

  private CompletableFuture<Integer> fetch(int device) {
    return send(to(device, "/deploymentBase/1001").GET());
  }

  private CompletableFuture<Integer> feedback(int device, String body) {
    return send(
        to(device, "/deploymentBase/1001/feedback")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private CompletableFuture<Integer> send(HttpRequest.Builder request) {
    return http.sendAsync(request.build(), BodyHandlers.ofString())
        .thenApply(answer -> answer.statusCode());
  }

  private HttpRequest.Builder to(int device, String below) {
    String port = service.getEnvironment().getRequiredProperty("local.server.port");
    return HttpRequest.newBuilder(
            URI.create(
                "http://127.0.0.1:"
                    + port
                    + "/"
                    + TENANT
                    + "/controller/v1/"
                    + name(device)
                    + below))
        .timeout(PATIENCE)
        .header("Authorization", "GatewayToken " + TOKEN);
  }

  /** Returns the devices of which there are acks of a kind on the log. */
  private List<String> reporting(String kind) {
    return log.readings(Topic.DEVICE_ACKS).stream()
        .map(reading -> (DeviceAck) ((Reading.Message) reading).value())
        .filter(ack -> kind.equals(ack.getKind()))
        .map(DeviceAck::getDeviceId)
        .toList();
  }

  private static String name(int device) {
    return "device-" + device;
  }

  /** Calls that are made again as soon as they are answered. */
  private static final class Flood {

    private static final int NO_ANSWER = 0;
    private static final int OK = 200;
    private static final int TOO_MANY = 429;

    private final Supplier<CompletableFuture<Integer>> call;
    private final AtomicBoolean over;
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger others = new AtomicInteger();

    Flood(Supplier<CompletableFuture<Integer>> call, AtomicBoolean over) {
      this.call = call;
      this.over = over;
    }

    void start() {
      for (int n = 0; n < FLOODING; n++) {
        next();
      }
    }

    private void next() {
      if (!over.get()) {
        call.get()
            .exceptionally(e -> NO_ANSWER)
            .thenAcceptAsync(
                status -> {
                  if (status != OK) {
                    (status == TOO_MANY ? refused : others).incrementAndGet();
                  }
                  next();
                });
      }
    }
  }
}
