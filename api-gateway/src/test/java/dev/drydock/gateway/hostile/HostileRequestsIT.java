package dev.drydock.gateway.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.drydock.gateway.bed.Gateway;
import dev.drydock.gateway.bed.Gateway.Answer;
import dev.drydock.gateway.bed.GatewayExtension;
import dev.drydock.gateway.bed.TestBed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whatever is sent, the answer is the error body or a success of the API, and says no more. */
@ExtendWith(GatewayExtension.class)
final class HostileRequestsIT {

  private static final int REQUESTS = 1500;
  private static final int ANSWER_TIMEOUT_MS = 10_000;
  private static final Set<Integer> SUCCESSES = Set.of(200, 201, 202, 204, 304);

  /** What tells of the inside: classes, packages, stack frames, SQL, the server's make. */
  private static final Pattern INSIDE =
      Pattern.compile(
          "(?<![\\w/.])(java|javax|jakarta|jdk|sun|org|tools|com)\\.[a-z]+\\.|dev\\.drydock|Exception"
              + "|\\bat [\\w$.]+\\([\\w.]+:\\d+\\)|\\b[A-Z]\\w+\\.[a-z]\\w+\\(|Throwable"
              + "|(?i:tomcat|catalina|coyote|springframework|jackson|whitelabel|hibernate)"
              + "|(?i:\\bselect\\s+\\S+\\s+from\\b|insert into|\\bjdbc\\b|psql|postgres|sqlstate)");

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static Gateway gateway;

  /** Breaks in the middle of a request as a bug of ours would. */
  static final class CrashEndpoint {

    @ResponseBody
    String crash() {
      throw new IllegalStateException(
          "select secret from org.example.Table", new SQLException("SQLSTATE 42P01"));
    }
  }

  @BeforeAll
  static void startGateway(TestBed bed) throws NoSuchMethodException {
    gateway =
        bed.gateway(
            Map.of(
                "drydock.gateway.throttle.reads-per-period",
                "1000000",
                "drydock.gateway.throttle.writes-per-period",
                "1000000",
                "drydock.gateway.admission.decision-wait",
                "50ms",
                "drydock.gateway.view.fresh-wait",
                "50ms",
                "logging.level.dev.drydock.gateway.graph.ProblemTranslator",
                "OFF"));
    RequestMappingHandlerMapping mappings =
        gateway
            .context()
            .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
    mappings.registerMapping(
        RequestMappingInfo.paths("/beta/test/crash")
            .options(mappings.getBuilderConfiguration())
            .build(),
        new CrashEndpoint(),
        CrashEndpoint.class.getDeclaredMethod("crash"));
  }

  @AfterAll
  static void stopGateway() {
    gateway.close();
  }

  @Test
  void shouldAnswerWithTheErrorBodyOrASuccessWhateverIsSent() throws IOException {
    // given
    long seed = Long.getLong("drydock.hostile.seed", System.nanoTime());
    String token = gateway.tokens().of(Gateway.TENANT);
    HostileRequests requests = new HostileRequests(seed, token);
    int answers = 0;

    // when
    for (int i = 0; i < REQUESTS; i++) {
      HostileRequest request = requests.next(i);
      try {
        answers += checked(request, exchange(request.bytes()));
      } catch (AssertionError | RuntimeException | IOException e) {
        throw new AssertionError("With -Ddrydock.hostile.seed=" + seed + ", " + request, e);
      }
    }

    // then
    assertThat(answers).isGreaterThan(REQUESTS * 9 / 10);
    assertThat(gateway.get("/teamwork/softwareReleases").status()).isEqualTo(200);
    assertThat(gateway.health("readiness")).isEqualTo(200);
  }

  @Test
  void shouldAnswer500WithTheErrorBodyWhenAHandlerBreaks() {
    // when
    Answer answer = gateway.get("/test/crash");

    // then
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.error()).isEqualTo("InternalServerError/");
    assertThat(answer.response().body()).doesNotContainPattern(INSIDE);
  }

  /** Returns all that comes back; the end of what is sent is the end of the connection. */
  private static String exchange(byte[] request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
      socket.setSoTimeout(ANSWER_TIMEOUT_MS);
      try {
        socket.getOutputStream().write(request);
        socket.shutdownOutput();
      } catch (SocketException e) {
        // refused before it was read to its end; the answer may be there all the same
      }
      return received(socket);
    }
  }

  /** What came before a server hung up on what it did not want to read counts too. */
  private static String received(Socket socket) throws IOException {
    StringBuilder text = new StringBuilder();
    byte[] buffer = new byte[16 * 1024];
    try {
      for (int n = 0; n >= 0; n = socket.getInputStream().read(buffer)) {
        text.append(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
      }
    } catch (SocketException e) {
      assertThat(e).hasMessageContaining("reset");
    }
    return text.toString();
  }

  /** Returns how many answers there were: none, where the request was no HTTP with headers. */
  private static int checked(HostileRequest request, String text) {
    assertThat(text).doesNotContainPattern(INSIDE);
    int count = 0;
    boolean isHead = request.isHead();
    @Nullable RawAnswer answer = RawAnswer.parse(text, isHead);
    if (answer == null) {
      // Tomcat answers so, too, what it cannot read a version of, after a request of old HTTP.
      assertThat(text.isEmpty() || text.startsWith("{\"error\":{") || request.isOfOldHttp())
          .as("nothing, the error body, or an answer of HTTP/0.9: %s", text)
          .isTrue();
      return text.isEmpty() ? 0 : 1;
    }
    while (answer != null) {
      if (answer.status() >= 200) {
        check(request, answer, isHead);
        count++;
        isHead = false;
      }
      answer = RawAnswer.parse(answer.rest(), isHead);
    }
    return count;
  }

  private static void check(HostileRequest request, RawAnswer answer, boolean isHead) {
    if (request.isAboutTheServer() && !answer.header("allow").isEmpty()) {
      assertThat(answer.body()).isEmpty();
      return;
    }
    assertThat(answer.header("request-id")).as("request-id of %s", answer).isNotEmpty();
    assertThat(answer.header("client-request-id")).as("client-request-id").isNotEmpty();
    assertThat(answer.headers()).doesNotContainKeys("server", "x-powered-by", "x-injected");
    if (answer.status() < 400) {
      assertThat(answer.status()).isIn(SUCCESSES);
      return;
    }
    if (!request.asksForACrash()) {
      assertThat(answer.status()).as("a crash: %s", answer).isNotEqualTo(500);
    }
    assertThat(answer.header("content-type")).startsWith("application/json");
    if (!isHead) {
      checkErrorBody(answer);
    }
  }

  private static void checkErrorBody(RawAnswer answer) {
    assertThatCode(() -> JSON.readTree(answer.body()))
        .as("JSON: %s", answer)
        .doesNotThrowAnyException();
    JsonNode error = JSON.readTree(answer.body()).path("error");
    assertThat(error.path("code").asString("")).as("code of %s", answer).isNotEmpty();
    assertThat(error.path("message").asString("")).as("message of %s", answer).isNotEmpty();
    JsonNode inner = error.path("innerError");
    assertThat(inner.path("date").asString(""))
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d");
    assertThat(inner.path("request-id").asString("")).isEqualTo(answer.header("request-id"));
    assertThat(inner.path("client-request-id").asString(""))
        .isEqualTo(answer.header("client-request-id"));
  }
}
