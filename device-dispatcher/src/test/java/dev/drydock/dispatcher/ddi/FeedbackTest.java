package dev.drydock.dispatcher.ddi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dispatcher.config.TestEdge;
import dev.drydock.dispatcher.core.DeviceAnswer;
import dev.drydock.dispatcher.core.Dock;
import dev.drydock.dispatcher.core.End;
import dev.drydock.messages.DeviceAck;
import dev.drydock.messages.DeviceAckKind;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What devices say of updates, and what is written of it. */
final class FeedbackTest {

  private static final String DEPLOYMENT = "/deploymentBase/7/feedback";
  private static final String CANCEL = "/cancelAction/7/feedback";

  @RegisterExtension private static final TestEdge edge = TestEdge.start();

  private final Device device = Device.anyOf(edge);

  @BeforeEach
  void write() {
    edge.whenWritten(ack -> CompletableFuture.completedFuture(null));
    edge.put(device.key(), Docks.held(Docks.toStop(7)));
  }

  @ParameterizedTest
  @CsvSource({
    "deploymentBase, proceeding, none, progress,",
    "deploymentBase, resumed, none, progress,",
    "deploymentBase, scheduled, none, progress,",
    "deploymentBase, download, none, progress, downloading",
    "deploymentBase, downloaded, none, progress, downloading",
    "deploymentBase, downloaded, success, progress, downloading",
    "deploymentBase, proceeding, failure, progress,",
    "deploymentBase, closed, success, succeeded,",
    "deploymentBase, closed, none, succeeded,",
    "deploymentBase, closed, failure, failed,",
    "deploymentBase, rejected, none, rejected,",
    "deploymentBase, rejected, success, rejected,",
    "deploymentBase, canceled, success, cancelled,",
    "cancelAction, canceled, none, cancelled,",
    "cancelAction, canceled, failure, cancelled,",
    "cancelAction, closed, success, cancelled,",
    "cancelAction, closed, none, cancelled,",
    "cancelAction, closed, failure, cancelRefused,",
    "cancelAction, rejected, failure, cancelRefused,",
    "cancelAction, rejected, success, cancelRefused,",
    "cancelAction, proceeding, none, progress,",
  })
  void shouldWriteWhatADeviceSays(
      String of, String execution, String finished, String kind, String activity) {
    // when
    HttpResponse<String> answer =
        device.post("/" + of + "/7/feedback", Device.feedback(execution, finished));

    // then
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(written())
        .isEqualTo(
            DeviceAck.newBuilder()
                .setTenantId(device.key().tenantId())
                .setDeviceId(device.key().deviceId())
                .setOperationId(Docks.operation(7))
                .setKind(kind)
                .setAt(TestEdge.NOW)
                .setActivity(activity)
                .build());
  }

  @ParameterizedTest
  @MethodSource("docksWithoutTheUpdate")
  void shouldKnowNothingOfAnUpdateThatTheDeviceWasNotGiven(Dock dock) {
    // given
    edge.put(device.key(), dock);

    // then
    assertThat(device.post(DEPLOYMENT, Device.feedback("closed", "success")).statusCode())
        .isEqualTo(404);
    assertThat(device.post(CANCEL, Device.feedback("closed", "success")).statusCode())
        .isEqualTo(404);
    assertThat(edge.written(device.key())).isEmpty();
  }

  static Stream<Dock> docksWithoutTheUpdate() {
    return Stream.of(
        Dock.UNKNOWN,
        Docks.free(),
        Docks.held(Docks.bridged(7)),
        Docks.past(Docks.delivered(6), End.FAILED));
  }

  @ParameterizedTest
  @MethodSource("docksToStop")
  void shouldWriteThatADeviceHasStoppedWhetherItWasAskedToOrNot(Dock dock, int status) {
    // given
    edge.put(device.key(), dock);

    // then
    assertThat(device.post(CANCEL, Device.feedback("closed", "success")).statusCode())
        .isEqualTo(status);
    assertThat(edge.written(device.key())).hasSize(status == 404 ? 0 : 1);
  }

  static Stream<Arguments> docksToStop() {
    return Stream.of(
        Arguments.of(Docks.held(Docks.toStop(7)), 200),
        Arguments.of(Docks.held(Docks.forced(7)), 200),
        Arguments.of(Docks.held(Docks.answered(7, DeviceAnswer.CANCELLED)), 200),
        Arguments.of(Docks.past(Docks.forced(7), End.CANCELLED), 200),
        Arguments.of(Docks.past(Docks.toStop(7), End.FAILED), 200),
        Arguments.of(Docks.held(Docks.delivered(7)), 200),
        Arguments.of(Docks.held(Docks.answered(7, DeviceAnswer.SUCCEEDED)), 200),
        Arguments.of(Docks.past(Docks.delivered(6), End.FAILED), 404));
  }

  @Test
  void shouldBeAnsweredTheSameWhenTheDeviceRepeatsThatItGoesOn() {
    // given
    edge.put(device.key(), Docks.held(Docks.delivered(7)));

    // then
    assertThat(device.post(CANCEL, Device.feedback("rejected", "success")).statusCode())
        .isEqualTo(200);
    assertThat(edge.written(device.key())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {DEPLOYMENT, CANCEL})
  void shouldAnswerAReportOfAnUpdateThatIsNotKeptAnyMoreAndCountIt(String path) {
    // given
    double before = edge.count("drydock.ddi.forgotten");
    edge.put(device.key(), Docks.held(Docks.admitted(8)));

    // then
    assertThat(device.post(path, Device.feedback("closed", "success")).statusCode()).isEqualTo(200);
    assertThat(edge.written(device.key())).isEmpty();
    assertThat(edge.count("drydock.ddi.forgotten")).isEqualTo(before + 1);
  }

  @Test
  void shouldMarkASuccessOfAnUpdateThatWasNotFetched() {
    // given
    edge.put(device.key(), Docks.held(Docks.admitted(7)));

    // when
    int status = device.post(DEPLOYMENT, Device.feedback("closed", "success")).statusCode();

    // then
    assertThat(status).isEqualTo(200);
    assertThat(written().getKind()).isEqualTo(DeviceAckKind.SUCCEEDED);
    assertThat(written().getLogLines())
        .containsExactly(
            "Drydock: the device reported success for an update that it had not fetched.");
  }

  @ParameterizedTest
  @CsvSource({
    "SUCCESSFUL, closed, success",
    "SUCCESSFUL, closed, none",
    "SUCCESSFUL, closed, failure",
    "SUCCESSFUL, rejected, none",
    "SUCCESSFUL, canceled, none",
    "FAILED, closed, failure",
    "FAILED, rejected, none",
    "FAILED, closed, success",
    "FAILED, canceled, none",
    "CANCELLED, canceled, none",
    "CANCELLED, closed, success",
    "CANCELLED, closed, failure",
    "SUCCESSFUL, proceeding, none",
    "FAILED, downloaded, success",
  })
  void shouldWriteWhatComesAfterTheEndWhateverItSays(End end, String execution, String finished) {
    // given
    edge.put(device.key(), Docks.past(Docks.delivered(7), end));

    // when
    HttpResponse<String> answer = device.post(DEPLOYMENT, Device.feedback(execution, finished));

    // then
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(edge.written(device.key())).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "SUCCEEDED, closed, success",
    "SUCCEEDED, closed, failure",
    "REJECTED, closed, failure",
    "FAILED, closed, success",
  })
  void shouldWriteASecondFinalReportWhateverTheFirstWas(
      DeviceAnswer finalReport, String execution, String finished) {
    // given
    edge.put(device.key(), Docks.held(Docks.answered(7, finalReport)));

    // then
    assertThat(device.post(DEPLOYMENT, Device.feedback(execution, finished)).statusCode())
        .isEqualTo(200);
    assertThat(edge.written(device.key())).hasSize(1);
  }

  @Test
  void shouldAnswerOnlyWhenItIsDurable() {
    // given
    CompletableFuture<Void> durable = new CompletableFuture<>();
    edge.whenWritten(ack -> durable);

    // when
    CompletableFuture<HttpResponse<String>> answer =
        device.postLater(DEPLOYMENT, Device.feedback("closed", "success"));
    Awaitility.await("the ack is written").until(() -> !edge.written(device.key()).isEmpty());

    // then
    assertThat(answer).isNotDone();
    durable.complete(null);
    assertThat(answer.join().statusCode()).isEqualTo(200);
  }

  private DeviceAck written() {
    assertThat(edge.written(device.key())).hasSize(1);
    return edge.written(device.key()).get(0);
  }
}
