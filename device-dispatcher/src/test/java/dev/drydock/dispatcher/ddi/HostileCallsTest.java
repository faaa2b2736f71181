package dev.drydock.dispatcher.ddi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dispatcher.config.TestEdge;
import dev.drydock.dispatcher.core.DeviceAnswer;
import dev.drydock.dispatcher.core.End;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Devices, and others, that would take more than their part. */
class HostileCallsTest {

  private static final int PER_DEVICE = 3;
  private static final String CALLS_PER_DEVICE =
      "drydock.dispatcher.ddi.limits.calls-per-device=" + PER_DEVICE;

  /** More than the web server has threads. */
  private static final int CONNECTIONS = 250;

  @RegisterExtension
  private static final TestEdge edge =
      TestEdge.start(
          "drydock.dispatcher.ddi.limits.per-device=" + PER_DEVICE,
          "drydock.dispatcher.ddi.reports.hold=300ms");

  private final Device device = Device.anyOf(edge);

  @Test
  void shouldMergeTheProgressOfADeviceThatReportsTooMuchAndTakeItsFinalReport() {
    // given
    edge.put(device.key(), Docks.held(Docks.delivered(7)));

    // when
    List<Integer> answers = sayOften("/deploymentBase", "proceeding", "none");

    // then
    assertThat(answers).containsOnly(200);
    assertThat(edge.written(device.key())).hasSizeLessThan(answers.size());
    assertThat(say("closed", "success")).isEqualTo(200);
    assertThat(device.get("").statusCode()).isEqualTo(200);
  }

  @Test
  void shouldTakeTheFirstFinalReportOfWhatADeadlineEnded() {
    // given
    edge.put(device.key(), Docks.past(Docks.delivered(7), End.FAILED));
    sayOften("/deploymentBase", "proceeding", "none");

    // when
    int word = say("closed", "success");

    // then
    assertThat(word).isEqualTo(200);
  }

  @Test
  void shouldTurnAwayAFinalReportThatIsRepeatedWithoutEnd() {
    // given
    edge.put(device.key(), Docks.past(Docks.answered(7, DeviceAnswer.FAILED), End.FAILED));

    // when
    List<Integer> answers = sayOften("/deploymentBase", "closed", "failure");

    // then
    assertThat(answers).startsWith(200).contains(429);
  }

  @Test
  void shouldTurnAwayARefusalThatIsRepeatedWithoutEnd() {
    // given
    edge.put(device.key(), Docks.past(Docks.forcedAndRefused(7), End.CANCELLED));

    // when
    List<Integer> answers = sayOften("/cancelAction", "rejected", "none");

    // then
    assertThat(answers).startsWith(200).contains(429);
  }

  @Test
  void shouldTurnAwayTheDeviceThatAsksTooOftenButNotItsFinalReport() {
    try (TestEdge strict = TestEdge.start(CALLS_PER_DEVICE)) {
      // given
      Device wild = Device.anyOf(strict);
      strict.put(wild.key(), Docks.held(Docks.delivered(7)));

      // when
      List<Integer> polls = often(() -> wild.get("").statusCode());
      List<Integer> neighbours = often(() -> Device.anyOf(strict).get("").statusCode());

      // then
      String closed = Device.feedback("closed", "success");
      assertThat(polls).startsWith(200).contains(429);
      assertThat(neighbours).containsOnly(200);
      assertThat(wild.post("/deploymentBase/7/feedback", closed).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void shouldAnswerADevicesReportsHoweverOftenItCalls() {
    try (TestEdge strict = TestEdge.start(CALLS_PER_DEVICE)) {
      // given
      Device wild = Device.anyOf(strict);
      strict.put(wild.key(), Docks.held(Docks.delivered(7)));
      String progress = Device.feedback("proceeding", "none");
      String closed = Device.feedback("closed", "success");

      // when
      List<Integer> answers =
          often(() -> wild.post("/deploymentBase/7/feedback", progress).statusCode());

      // then
      assertThat(answers).containsOnly(200);
      assertThat(wild.post("/deploymentBase/7/feedback", closed).statusCode()).isEqualTo(200);
      assertThat(wild.get("").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void shouldAnswerOthersWhileStrangersSendBodiesThatDoNotEnd() throws IOException {
    // given
    edge.put(device.key(), Docks.free());
    List<Socket> strangers = new ArrayList<>();
    try {
      for (int connection = 0; connection < CONNECTIONS; connection++) {
        strangers.add(halfSent("", 100_000));
      }

      // when
      CompletableFuture<HttpResponse<String>> poll = device.getLater("");

      // then
      assertThat(poll).succeedsWithin(5, TimeUnit.SECONDS).returns(200, HttpResponse::statusCode);
    } finally {
      close(strangers);
    }
  }

  @Test
  void shouldGiveUpAnUnfinishedBodyOfADeviceForAnotherAndCountNoneAsWork() throws IOException {
    // given
    edge.put(device.key(), Docks.held(Docks.delivered(7)));
    List<Socket> own = new ArrayList<>();
    try {
      for (int connection = 0; connection <= OpenBodies.MOST; connection++) {
        own.add(halfSent("Authorization: " + device.token() + "\r\n", 10));
      }
      Awaitility.await("a body too many").until(() -> answered(own).size() == 1);

      // when
      int word = say("closed", "success");
      int poll = device.get("").statusCode();

      // then
      assertThat(word).isEqualTo(200);
      assertThat(poll).isEqualTo(200);
      Awaitility.await("another is given up").until(() -> answered(own).size() == 2);
      for (Socket givenUp : answered(own)) {
        assertThat(firstLine(givenUp)).startsWith("HTTP/1.1 429 ");
      }
    } finally {
      close(own);
    }
  }

  @Test
  void shouldAnswerReportsAtOnceWhenTooManyBodiesOfADeviceAreBeingAnswered() {
    try (TestEdge own = TestEdge.start()) {
      // given
      CompletableFuture<Void> durable = new CompletableFuture<>();
      own.whenWritten(ack -> durable);
      Device hasty = Device.anyOf(own);
      own.put(hasty.key(), Docks.held(Docks.delivered(7)));
      List<CompletableFuture<HttpResponse<String>>> others =
          IntStream.range(0, OpenBodies.MOST)
              .mapToObj(n -> hasty.putLater("/configData", "{\"data\":{\"a\":\"1\"}}"))
              .toList();
      Awaitility.await("as many are at work as may be")
          .until(() -> own.written(hasty.key()).size() == OpenBodies.MOST);

      // when
      int closed =
          hasty
              .post("/deploymentBase/7/feedback", Device.feedback("closed", "success"))
              .statusCode();
      int progress =
          hasty
              .post("/deploymentBase/7/feedback", Device.feedback("proceeding", "none"))
              .statusCode();

      // then
      durable.complete(null);
      assertThat(progress).isEqualTo(200);
      assertThat(closed).isEqualTo(429);
      assertThat(others).allSatisfy(other -> assertThat(other.join().statusCode()).isEqualTo(200));
    }
  }

  @Test
  void shouldAnswerOthersWhileStrangersDoNotReadTheirAnswers() throws IOException {
    ExecutorService strangers = Executors.newCachedThreadPool();
    List<Socket> sockets = new ArrayList<>();
    try (TestEdge few =
        TestEdge.startAsSet("server.tomcat.threads.max=4", "server.tomcat.threads.min-spare=4")) {
      // given
      Device known = Device.anyOf(few);
      few.put(known.key(), Docks.free());
      for (int connection = 0; connection < 16; connection++) {
        Socket socket = new Socket(few.url().getHost(), few.url().getPort());
        sockets.add(socket);
        strangers.execute(() -> askAndNeverRead(socket));
      }

      // when / then
      for (int poll = 0; poll < 20; poll++) {
        assertThat(known.getLater(""))
            .succeedsWithin(5, TimeUnit.SECONDS)
            .returns(200, HttpResponse::statusCode);
      }
    } finally {
      strangers.shutdownNow();
      close(sockets);
    }
  }

  private int say(String execution, String finished) {
    return say("/deploymentBase", execution, finished);
  }

  private int say(String of, String execution, String finished) {
    return device.post(of + "/7/feedback", Device.feedback(execution, finished)).statusCode();
  }

  private List<Integer> sayOften(String of, String execution, String finished) {
    return often(() -> say(of, execution, finished));
  }

  /** Calls so often that it is too often even where a span of time ends meanwhile. */
  private static List<Integer> often(Supplier<Integer> call) {
    return Stream.generate(call).limit(2 * PER_DEVICE + 1).toList();
  }

  /** Sends the beginning of a body. */
  private Socket halfSent(String headers, int length) throws IOException {
    Socket socket = new Socket(edge.url().getHost(), edge.url().getPort());
    String request =
        "PUT "
            + device.path()
            + "/configData HTTP/1.1\r\nHost: edge\r\n"
            + headers
            + "Content-Length: "
            + length
            + "\r\n\r\n{";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
    return socket;
  }

  /** Asks for more answers than any buffer takes, until it is told no more. */
  private static void askAndNeverRead(Socket socket) {
    String request = "GET /acme/controller/v1/d HTTP/1.1\r\nHost: edge\r\n\r\n";
    byte[] requests = request.repeat(50_000).getBytes(StandardCharsets.US_ASCII);
    try {
      socket.getOutputStream().write(requests);
    } catch (IOException e) {
      // the edge has closed the connection
    }
  }

  private static List<Socket> answered(List<Socket> sockets) throws IOException {
    List<Socket> answered = new ArrayList<>();
    for (Socket socket : sockets) {
      if (socket.getInputStream().available() > 0) {
        answered.add(socket);
      }
    }
    return answered;
  }

  private static String firstLine(Socket socket) throws IOException {
    InputStreamReader answer =
        new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII);
    return new BufferedReader(answer).readLine();
  }

  private static void close(List<Socket> sockets) throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
