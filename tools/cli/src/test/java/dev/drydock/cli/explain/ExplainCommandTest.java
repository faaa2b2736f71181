package dev.drydock.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.drydock.kit.terminal.FailureReport;
import dev.drydock.local.LocalIdentity;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The command against a gateway that is a table of answers, over real HTTP. */
class ExplainCommandTest {

  private static final String DEVICE = "/beta/teamwork/devices/room%2012";
  private static final String OPERATION = "0193f0aa-0000-7000-8000-000000000001";

  @TempDir private Path data;

  private static final String IN_FLIGHT =
      DEVICE + "/operations?$top=1&$filter=status%20in%20('queued','inProgress')";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final AtomicReference<String> authorization = new AtomicReference<>();
  private int refusal = 404;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    answers.put(DEVICE, Fixtures.json("device").toString());
    answers.put(IN_FLIGHT, "{\"value\":[" + Fixtures.json("installing") + "]}");
    answers.put(operation(OPERATION), Fixtures.json("installing").toString());
    answers.put(operation(OPERATION) + "/history", Fixtures.json("history").toString());
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void shouldExplainTheLatestOperation() {
    // when
    int exitCode = explain("room 12", "--token", "abc");

    // then
    assertThat(err.toString()).isEmpty();
    assertThat(exitCode).isZero();
    assertThat(out.toString())
        .contains("Device \"room-12\"", "Operation " + OPERATION, "GET firmware-7.2.bin");
    assertThat(authorization).hasValue("Bearer abc");
  }

  @Test
  void shouldSignATokenForTheTenantWhenNoneIsGiven() {
    // given
    LocalIdentity.of(data);

    // when
    int exitCode = explain("room 12", "--data", data.toString(), "--tenant", "contoso");

    // then
    assertThat(exitCode).isZero();
    String claims = authorization.get().split("\\.")[1];
    assertThat(new String(Base64.getUrlDecoder().decode(claims), StandardCharsets.UTF_8))
        .contains("\"tid\":\"contoso\"", "[\"TeamworkDevice.Read.All\"]");
  }

  @Test
  void shouldNotCallTheDockFreeWhenAnEarlierOperationIsExplained() {
    // given
    String ended = Fixtures.json("installing").put("id", "op-0").put("status", "successful") + "";
    answers.put(operation("op-0"), ended);
    answers.put(operation("op-0") + "/history", "{\"value\":[]}");

    // when
    int exitCode = explain("room 12", "--operation", "op-0", "--token", "abc");

    // then
    assertThat(exitCode).isZero();
    assertThat(out.toString()).contains("Operation op-0", "It ended well").doesNotContain("free");
  }

  @Test
  void shouldExplainTheLatestWhenNoneIsInFlight() {
    // given
    answers.put(IN_FLIGHT, "{\"value\":[]}");
    answers.put(DEVICE + "/operations?$top=1", "{\"value\":[" + Fixtures.json("installing") + "]}");

    // when
    int exitCode = explain("room 12", "--token", "abc");

    // then
    assertThat(exitCode).isZero();
    assertThat(out.toString()).contains("Operation " + OPERATION);
  }

  @Test
  void shouldSayThatThereIsNoOperation() {
    // given
    answers.put(IN_FLIGHT, "{\"value\":[]}");
    answers.put(DEVICE + "/operations?$top=1", "{\"value\":[]}");

    // when
    int exitCode = explain("room 12", "--token", "abc");

    // then
    assertThat(exitCode).isZero();
    assertThat(out.toString()).contains("It has no operation");
  }

  @ParameterizedTest
  @CsvSource({
    "401, a token that the gateway accepts",
    "403, a token that may read",
    "404, a device \"unknown\" of the token's tenant",
    "503, it answers 503 (told so)"
  })
  void shouldSayOneSentenceWhenTheGatewayRefuses(int status, String words) {
    // given
    refusal = status;

    // when
    int exitCode = explain("unknown", "--token", "abc");

    // then
    assertThat(exitCode).isEqualTo(1);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).contains(words);
  }

  @Test
  void shouldSaySoWhenSomethingElseAnswers() {
    // given
    answers.put(DEVICE, "<html>");

    // when
    int exitCode = explain("room 12", "--token", "abc");

    // then
    assertThat(exitCode).isEqualTo(1);
    assertThat(err.toString()).contains("Expected JSON from", "--gateway");
  }

  private int explain(String... arguments) {
    String[] all = new String[arguments.length + 2];
    all[0] = "--gateway";
    all[1] = "http://127.0.0.1:" + server.getAddress().getPort() + '/';
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return new CommandLine(new ExplainCommand())
        .setExecutionExceptionHandler(new FailureReport(Map.of()))
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(all);
  }

  private void answer(HttpExchange exchange) throws IOException {
    authorization.set(exchange.getRequestHeaders().getFirst("Authorization"));
    String body = answers.get(exchange.getRequestURI().toString());
    byte[] bytes =
        (body == null ? "{\"error\":{\"code\":\"X\",\"message\":\"told so\"}}" : body)
            .getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(body == null ? refusal : 200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static String operation(String operationId) {
    return DEVICE + "/operations/" + operationId;
  }
}
