package dev.drydock.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.confluent.kafka.serializers.AbstractKafkaSchemaSerDeConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an answer of the registry, or of something that stands in its place, does to a record. */
class RegistryAnswersTest {

  private static final RawRecord RECORD =
      new RawRecord(
          "device-acks", 0, 7, 5, "contoso/room-1".getBytes(UTF_8), new byte[] {0, 0, 0, 0, 9, 1});

  private HttpServer server;
  private RecordReader reader;
  private int status;
  private String body;
  private int missingBytes;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    reader =
        new RecordReader(
            new TopicNames(""),
            "test",
            0,
            Map.of(
                AbstractKafkaSchemaSerDeConfig.SCHEMA_REGISTRY_URL_CONFIG,
                "http://127.0.0.1:" + server.getAddress().getPort(),
                AbstractKafkaSchemaSerDeConfig.MAX_RETRIES_CONFIG,
                0));
  }

  @AfterEach
  void stop() {
    reader.close();
    server.stop(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "404 | no such page",
        "404 | {\"error_code\":404,\"message\":\"HTTP 404 Not Found\"}",
        "200 | <html>Please log in</html>",
        "200 | {\"schema\":\"{",
        "200 | {\"status\":\"UP\"}",
        "200 | null",
        "401 | {\"error_code\":401,\"message\":\"Unauthorized\"}",
        "500 | {\"error_code\":50001,\"message\":\"Error in the backend\"}",
      })
  void shouldWaitWhenTheAnswerSaysNothingOfTheRecord(int code, String text) {
    status = code;
    body = text;

    assertThatThrownBy(() -> reader.read(RECORD)).isInstanceOf(RegistryUnavailableException.class);
  }

  @Test
  void shouldWaitWhenTheAnswerIsCutShort() {
    status = 200;
    body = "{\"schema\":\"\\\"string\\\"\"";
    missingBytes = 1;

    assertThatThrownBy(() -> reader.read(RECORD)).isInstanceOf(RegistryUnavailableException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "404 | {\"error_code\":40403,\"message\":\"Schema not found\"}",
        "422 | {\"error_code\":42201,\"message\":\"Invalid schema\"}",
        "200 | {\"schemaType\":\"JSON\",\"schema\":\"{}\"}",
        "200 | {\"schema\":\"\\\"no schema\\\"\"}",
        "200 | {\"schema\":\"\\\"string\\\"\"}",
      })
  void shouldGiveTheRecordUpWhenTheRegistryHasNoSchemaForIt(int code, String text) {
    status = code;
    body = text;

    assertThat(((Reading.Unreadable) reader.read(RECORD)).letter().getReason())
        .isEqualTo("undecodable");
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] bytes = body.getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, bytes.length + missingBytes);
      exchange.getResponseBody().write(bytes);
    }
  }
}
