package dev.drydock.dispatcher;

import static dev.drydock.dispatcher.DockRecords.TENANT;
import static dev.drydock.dispatcher.DockRecords.registration;
import static dev.drydock.dispatcher.DockRecords.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.drydock.dispatcher.ddi.DockDirectory;
import dev.drydock.dispatcher.ddi.DockPlace;
import dev.drydock.messages.DeviceAck;
import dev.drydock.messages.DeviceAckKind;
import dev.drydock.messages.DeviceChannel;
import dev.drydock.schemas.DeviceKey;
import dev.drydock.schemas.Reading;
import dev.drydock.schemas.Topic;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** What becomes of reports that wait when the service is stopped, on a real broker. */
class ShutdownIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String TOKEN = "0123456789abcdef";

  private RealLog log;
  private ConfigurableApplicationContext service;

  @BeforeEach
  void start(@TempDir Path directory) {
    log = new RealLog(directory.resolve("log"));
    service =
        log.run(
            directory.resolve("state"),
            "drydock.dispatcher.ddi.gateway-tokens." + TENANT + "=" + TOKEN,
            "drydock.dispatcher.ddi.reports.hold=100ms",
            "drydock.dispatcher.ddi.reports.progress-wait=100ms",
            "drydock.dispatcher.ddi.reports.retry-interval=1h");
  }

  @AfterEach
  void stop() {
    service.close();
    log.close();
  }

  @Test
  void shouldWriteTheReportsThatWaitBeforeTheDocksAreStopped() throws Exception {
    // given
    giveUpdate("d1");
    giveUpdate("d2");
    log.stopRegistry();
    int progress;
    int closed;
    try {
      progress = report("d1", "proceeding", "none");
      closed = report("d2", "closed", "success");
    } finally {
      log.startRegistry();
    }

    // when
    service.close();

    // then
    assertThat(progress).isEqualTo(200);
    assertThat(closed).isEqualTo(429);
    assertThat(log.readings(Topic.DEVICE_ACKS))
        .extracting(reading -> (DeviceAck) ((Reading.Message) reading).value())
        .extracting(DeviceAck::getDeviceId, DeviceAck::getKind)
        .containsExactlyInAnyOrder(
            tuple("d1", DeviceAckKind.PROGRESS), tuple("d2", DeviceAckKind.SUCCEEDED));
  }

  /** The device does not poll: its sight would be written, and the schema be known from then on. */
  private void giveUpdate(String device) {
    log.write(registration(device, DeviceChannel.DDI));
    log.write(request(device, "op-" + device, null));
    DockDirectory docks = service.getBean(DockDirectory.class);
    Awaitility.await("the update holds the dock")
        .atMost(PATIENCE)
        .until(
            () ->
                docks.find(new DeviceKey(TENANT, device)) instanceof DockPlace.Here here
                    && here.dock().holder() != null);
  }

  private int report(String device, String execution, String finished) throws Exception {
    String port = service.getEnvironment().getRequiredProperty("local.server.port");
    String path = "/" + TENANT + "/controller/v1/" + device + "/deploymentBase/1001/feedback";
    String body =
        "{\"status\":{\"execution\":\"%s\",\"result\":{\"finished\":\"%s\"}}}"
            .formatted(execution, finished);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(PATIENCE)
            .header("Authorization", "GatewayToken " + TOKEN)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode();
  }
}
