package dev.drydock.gateway.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.gateway.bed.ScriptedView;
import dev.drydock.gateway.bed.ScriptedView.Answer;
import dev.drydock.gateway.security.Actor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Plays the questions and answers that status-projector's QueryApiIT finds to be the projector's:
 * the client asks just so, and understands each answer.
 */
final class ViewContractTest {

  private static final Path CONTRACT = Path.of("../status-projector/src/test/resources/contract");
  private static final String TENANT = "contract";
  private static final String DEVICE = "device-1";
  private static final Actor APPLICATION = new Actor("app-1", "Fleet tool", null, null, null);
  private static final OperationView RUNNING =
      new OperationView(
          "op-1",
          TENANT,
          DEVICE,
          2,
          "inProgress",
          "installing",
          "teamsClient",
          "1.0.96.22",
          1795428930123L,
          1795428930125L,
          1795428930125L,
          null,
          APPLICATION,
          new Actor(null, null, null, null, DEVICE),
          null,
          null,
          "3 of 7",
          1795432530125L);

  private final ScriptedView view = ScriptedView.start();
  private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
  private final ViewClient client = ViewFixture.client(view.url(), timer);

  @AfterEach
  void close() {
    view.close();
    timer.shutdownNow();
  }

  @Test
  void shouldUnderstandAnOperation() throws IOException {
    play("operation");

    assertThat(client.operation(TENANT, DEVICE, "op-1").join()).contains(RUNNING);
  }

  @Test
  void shouldUnderstandARequestThatWasTurnedAway() throws IOException {
    play("turned-away");

    assertThat(client.operation(TENANT, DEVICE, "op-3").join())
        .hasValueSatisfying(
            request -> {
              assertThat(request.isFinal()).isTrue();
              assertThat(request.revision()).isEqualTo(1);
              assertThat(request.completedAt()).isEqualTo(1795428930138L);
              assertThat(request.errorCode()).isEqualTo("conflict");
              assertThat(request.errorMessage()).contains("op-holder");
              assertThat(request.startedAt()).isNull();
              assertThat(request.deadlineAt()).isNull();
            });
  }

  @Test
  void shouldUnderstandAPageOfOperations() throws IOException {
    play("operations");

    assertThat(client.operations(TENANT, DEVICE, 1, "1795428930123_op-2").join())
        .isEqualTo(new OperationPage(List.of(RUNNING), true));
  }

  @Test
  void shouldUnderstandADevice() throws IOException {
    play("device");

    assertThat(client.device(TENANT, DEVICE).join())
        .contains(
            new DeviceView(
                TENANT,
                DEVICE,
                3,
                "teamsRoom",
                "ddi",
                "serial-3",
                null,
                List.of("00-11-22-33-44-55"),
                null,
                null,
                null,
                null,
                null,
                null,
                1795428930123L,
                APPLICATION,
                1795428930126L,
                APPLICATION));
  }

  @Test
  void shouldFindNothingWhenTheDeviceIsUnknown() throws IOException {
    play("unknown");

    assertThat(client.device(TENANT, "device-9").join()).isEmpty();
  }

  @Test
  void shouldTellAnotherDevicesOperation() throws IOException {
    play("foreign");

    assertFailsWith(ForeignOperationException.class, client.operation(TENANT, "device-9", "op-1"));
  }

  @Test
  void shouldTellAQuestionThatIsNone() throws IOException {
    play("refused");

    assertFailsWith(ViewRefusedException.class, client.operation(TENANT, DEVICE, "a/b"));
  }

  /** A question that is not the contract's is answered with 404 for lack of a script. */
  private void play(String name) throws IOException {
    JsonNode pair =
        JsonMapper.shared().readTree(Files.readString(CONTRACT.resolve(name + ".json")));
    view.answer(
        pair.get("path").asString(),
        () -> new Answer(pair.get("status").asInt(), pair.path("body").toString()));
  }

  private static void assertFailsWith(
      Class<? extends Throwable> cause, CompletableFuture<?> answer) {
    assertThat(answer)
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableOfType(Exception.class)
        .withCauseInstanceOf(cause);
  }
}
