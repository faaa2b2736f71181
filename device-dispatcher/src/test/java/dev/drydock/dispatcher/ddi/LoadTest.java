package dev.drydock.dispatcher.ddi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dispatcher.config.TestEdge;
import dev.drydock.messages.DeviceAckKind;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What has to wait when too much is at work: polls first, final reports never. */
final class LoadTest {

  private static final String PROGRESS = Device.feedback("proceeding", "none");
  private static final String CLOSED = Device.feedback("closed", "success");
  private static final int POLLS = 2;
  private static final int PROGRESSES = 4;

  @RegisterExtension
  private static final TestEdge edge =
      TestEdge.start(
          "drydock.dispatcher.ddi.limits.polls=" + POLLS,
          "drydock.dispatcher.ddi.limits.progress=" + PROGRESSES);

  private final Device device = Device.anyOf(edge);
  private final CompletableFuture<Void> durable = new CompletableFuture<>();

  @BeforeEach
  void hold() {
    edge.whenWritten(ack -> durable);
    edge.put(device.key(), Docks.held(Docks.toStop(7)));
  }

  @Test
  void shouldTurnAwayPollsFirstThenFetchesAndMergeProgressAndTakeEveryFinalReport() {
    // given
    double shed = edge.count("drydock.ddi.shed", "call", "poll");
    List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();

    // when
    waiting.addAll(waiting(POLLS));
    int poll = device.get("").statusCode();
    int fetch = device.get("/deploymentBase/7").statusCode();
    waiting.addAll(waiting(PROGRESSES - POLLS));
    int later = device.get("/deploymentBase/7").statusCode();
    int progress = device.post("/deploymentBase/7/feedback", PROGRESS).statusCode();
    boolean isWritten = !edge.written(device.key()).isEmpty();
    waiting.addAll(waiting(10));
    waiting.add(waiting("/deploymentBase/7/feedback"));
    durable.complete(null);

    // then
    assertThat(poll).isEqualTo(429);
    assertThat(fetch).isEqualTo(200);
    assertThat(later).isEqualTo(503);
    assertThat(progress).isEqualTo(200);
    assertThat(isWritten).isFalse();
    assertThat(waiting).allSatisfy(call -> assertThat(call.join().statusCode()).isEqualTo(200));
    assertThat(edge.count("drydock.ddi.shed", "call", "poll")).isEqualTo(shed + 1);
    Awaitility.await("all have ended").until(() -> device.get("").statusCode() == 200);
    Awaitility.await("the progress is written")
        .until(
            () ->
                edge.written(device.key()).stream()
                    .anyMatch(ack -> DeviceAckKind.PROGRESS.equals(ack.getKind())));
  }

  @Test
  void shouldCountACallUntilItsWordIsWrittenAlthoughItsTimeIsOver() {
    try (TestEdge own =
        TestEdge.start(
            "drydock.dispatcher.ddi.limits.polls=1",
            "drydock.dispatcher.ddi.answer-timeout=100ms")) {
      // given
      Device waiting = Device.anyOf(own);
      CompletableFuture<Void> written = new CompletableFuture<>();
      own.whenWritten(ack -> written);
      own.put(waiting.key(), Docks.held(Docks.toStop(7)));

      // when
      int closed = waiting.post("/cancelAction/7/feedback", CLOSED).statusCode();

      // then
      Device other = Device.anyOf(own);
      own.put(other.key(), Docks.free());
      assertThat(closed).isEqualTo(429);
      assertThat(other.get("").statusCode()).isEqualTo(429);
      written.complete(null);
      Awaitility.await("it has ended").until(() -> other.get("").statusCode() == 200);
    }
  }

  /** Has answers to cancels wait for being durable, each of a device of its own. */
  private static List<CompletableFuture<HttpResponse<String>>> waiting(int devices) {
    return IntStream.range(0, devices).mapToObj(i -> waiting("/cancelAction/7/feedback")).toList();
  }

  private static CompletableFuture<HttpResponse<String>> waiting(String feedback) {
    Device other = Device.anyOf(edge);
    edge.put(other.key(), Docks.held(Docks.toStop(7)));
    CompletableFuture<HttpResponse<String>> waiting = other.postLater(feedback, CLOSED);
    Awaitility.await("the last word is taken").until(() -> !edge.written(other.key()).isEmpty());
    return waiting;
  }
}
