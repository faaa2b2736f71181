package dev.drydock.dispatcher.ddi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dispatcher.config.TestEdge;
import dev.drydock.dispatcher.core.Content;
import dev.drydock.dispatcher.core.Holder;
import dev.drydock.dispatcher.core.Terms;
import dev.drydock.messages.DeviceAck;
import dev.drydock.messages.DeviceAckKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** How a device is told to take an update, and what its words mean then. */
final class TermsTest {

  @RegisterExtension private static final TestEdge edge = TestEdge.start();

  private final Device device = Device.anyOf(edge);

  @ParameterizedTest
  @CsvSource({
    "FORCED, -, forced, forced, -",
    "SOFT, -, attempt, attempt, -",
    "DOWNLOAD_ONLY, -, forced, skip, -",
    "FORCED, 1, forced, skip, unavailable",
    "SOFT, 1, attempt, skip, unavailable",
    "FORCED, 0, forced, forced, available",
    "SOFT, -1, attempt, attempt, available",
    "DOWNLOAD_ONLY, 0, forced, skip, available",
  })
  void shouldTellModeAndWindowByTheClockOfTheCall(
      Terms.Mode mode, String opensInHours, String download, String update, String window) {
    // given
    Terms terms =
        new Terms(mode, opensInHours.equals("-") ? null : window(Long.parseLong(opensInHours)));
    edge.put(device.key(), Docks.held(delivered(terms)));

    // when
    JsonNode deployment = Device.json(device.get("/deploymentBase/7")).get("deployment");

    // then
    assertThat(deployment.get("download").stringValue()).isEqualTo(download);
    assertThat(deployment.get("update").stringValue()).isEqualTo(update);
    assertThat(deployment.path("maintenanceWindow").asString("-")).isEqualTo(window);
  }

  @Test
  void shouldOfferNothingWhenTheWindowHasClosed() {
    // given
    Terms closed = new Terms(Terms.Mode.FORCED, window(-2));
    edge.put(device.key(), Docks.held(delivered(closed)));

    // then
    assertThat(device.get("").body()).doesNotContain("deploymentBase");
    assertThat(device.get("/deploymentBase/7").statusCode()).isEqualTo(404);
    assertThat(said("closed", "success")).isEqualTo(DeviceAckKind.SUCCEEDED);
  }

  @Test
  void shouldNotGiveForTheFirstTimeWhatCannotBeInstalledAnyMore() {
    // given
    Terms closed = new Terms(Terms.Mode.FORCED, window(-2));
    Holder admitted = Docks.admitted(7, Docks.offer("firmware", Content.of(Docks.FILE), closed));
    edge.put(device.key(), Docks.held(admitted));

    // then
    assertThat(device.get("/deploymentBase/7").statusCode()).isEqualTo(404);
    assertThat(edge.fetched(device.key())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "DOWNLOAD_ONLY, -, downloaded, success, succeeded",
    "DOWNLOAD_ONLY, -, downloaded, none, succeeded",
    "DOWNLOAD_ONLY, -, downloaded, failure, failed",
    "DOWNLOAD_ONLY, -, download, none, progress",
    "DOWNLOAD_ONLY, -, closed, success, rejected",
    "DOWNLOAD_ONLY, -, closed, failure, failed",
    "FORCED, -, downloaded, success, progress",
    "FORCED, -, closed, success, succeeded",
    "FORCED, 1, closed, success, progress",
    "FORCED, 1, closed, failure, failed",
    "FORCED, 1, rejected, none, rejected",
    "FORCED, 0, closed, success, succeeded",
  })
  void shouldTakeWordsByWhatTheDeviceWasTold(
      Terms.Mode mode, String opensInHours, String execution, String finished, String kind) {
    // given
    Terms terms =
        new Terms(mode, opensInHours.equals("-") ? null : window(Long.parseLong(opensInHours)));
    edge.put(device.key(), Docks.held(delivered(terms)));

    // then
    assertThat(said(execution, finished)).isEqualTo(kind);
  }

  @Test
  void shouldTakeASkipForNoSuccessHoweverLateItIsWritten() {
    try (TestEdge own = TestEdge.start("drydock.dispatcher.ddi.reports.hold=100ms")) {
      // given
      Device early = Device.anyOf(own);
      own.put(early.key(), Docks.held(delivered(new Terms(Terms.Mode.FORCED, window(1)))));
      own.whenWritten(ack -> CompletableFuture.failedFuture(new TimeoutException("away")));
      int status =
          early
              .post("/deploymentBase/7/feedback", Device.feedback("closed", "success"))
              .statusCode();
      List<DeviceAck> durable = new CopyOnWriteArrayList<>();

      // when
      own.setTime(TestEdge.NOW.plus(Duration.ofMinutes(90)));
      own.whenWritten(
          ack -> {
            durable.add(ack);
            return CompletableFuture.completedFuture(null);
          });
      Awaitility.await("the report is written").until(() -> !durable.isEmpty());

      // then
      assertThat(status).isEqualTo(429);
      assertThat(durable)
          .singleElement()
          .returns(DeviceAckKind.PROGRESS, DeviceAck::getKind)
          .returns(TestEdge.NOW, DeviceAck::getAt);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, Skipped Update., progress",
    "0, Update done., succeeded",
    "-, Skipped Update., succeeded",
  })
  void shouldKnowASkipByItsTextWhenTheWindowHasOpenedMeanwhile(
      String opensInHours, String text, String kind) {
    // given
    Terms.Window window = opensInHours.equals("-") ? null : window(Long.parseLong(opensInHours));
    edge.put(device.key(), Docks.held(delivered(new Terms(Terms.Mode.FORCED, window))));
    String body =
        "{\"status\":{\"result\":{\"finished\":\"success\"},\"execution\":\"closed\",\"details\":[\""
            + text
            + "\"]}}";

    // when
    device.post("/deploymentBase/7/feedback", body);

    // then
    assertThat(edge.written(device.key())).singleElement().returns(kind, DeviceAck::getKind);
  }

  private String said(String execution, String finished) {
    assertThat(
            device
                .post("/deploymentBase/7/feedback", Device.feedback(execution, finished))
                .statusCode())
        .isEqualTo(200);
    List<DeviceAck> written = edge.written(device.key());
    return written.get(written.size() - 1).getKind();
  }

  private static Holder delivered(Terms terms) {
    return Docks.delivered(7, Docks.offer("firmware", Content.of(Docks.FILE), terms));
  }

  /** A window of two hours. */
  private static Terms.Window window(long opensInHours) {
    Instant from = TestEdge.NOW.plus(Duration.ofHours(opensInHours));
    return new Terms.Window(from, from.plus(Duration.ofHours(2)));
  }
}
