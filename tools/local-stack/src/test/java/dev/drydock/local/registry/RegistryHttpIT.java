package dev.drydock.local.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.drydock.local.FreePorts;
import dev.drydock.local.kafka.LocalKafka;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The registry as any HTTP client sees it. */
class RegistryHttpIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir private static Path directory;
  private static LocalKafka kafka;
  private static LocalRegistry registry;

  private final String subject = "tenant/a b-" + UUID.randomUUID();

  @BeforeAll
  static void start() {
    List<Integer> ports = FreePorts.several(3);
    kafka = LocalKafka.start(directory, ports.get(0), ports.get(1), Map.of());
    registry = LocalRegistry.start(kafka.bootstrapServers(), ports.get(2));
  }

  @AfterAll
  static void stop() {
    registry.close();
    kafka.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET    | /nowhere                      | ''                                   | 404 | 404
          GET    | /schemas/ids/x                | ''                                   | 404 | 404
          PATCH  | /subjects                     | ''                                   | 404 | 404
          GET    | /subjects/none/versions       | ''                                   | 404 | 40401
          POST   | /subjects/none                | {"schema":"\\"int\\""}               | 404 | 40401
          GET    | /subjects/known/versions/7    | ''                                   | 404 | 40402
          GET    | /subjects/known/versions/zero | ''                                   | 422 | 42202
          POST   | /subjects/known               | {"schema":"\\"int\\""}               | 404 | 40403
          GET    | /schemas/ids/99999            | ''                                   | 404 | 40403
          GET    | /config/none                  | ''                                   | 404 | 40408
          POST   | /subjects/known/versions      | {"schema":"{\\"type\\":\\"ship\\"}"} | 422 | 42201
          POST   | /subjects/known/versions      | {}                                   | 422 | 42201
          POST   | /subjects/known/versions      | {"schemaType":"JSON","schema":"{}"}  | 422 | 42201
          POST   | /subjects/known/versions      | {"id":7,"schema":"\\"int\\""}        | 422 | 42205
          POST   | /subjects/known/versions      | not json                             | 400 | 400
          PUT    | /config/known                 | {"compatibility":"SIDEWAYS"}         | 422 | 42203
          PUT    | /config                       | {"compatibility":"FULL"}             | 404 | 404
          DELETE | /subjects/known               | ''                                   | 404 | 404
          """)
  void shouldAnswerWithErrorOfConfluentsWhenRefused(
      String method, String path, String body, int status, int code) throws Exception {
    // given
    register("known", "\"string\"");

    // when
    HttpResponse<String> response = send(method, path, body);

    // then
    JsonNode error = JSON.readTree(response.body());
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(error.get("error_code").asInt()).isEqualTo(code);
    assertThat(error.get("message").asText()).isNotBlank();
  }

  @Test
  void shouldTakeAnySubjectNameWhenItIsPercentEncoded() throws Exception {
    // given
    String encoded = subject.replace("/", "%2F").replace(" ", "%20");

    // when
    int id = register(encoded, "\"string\"");

    // then
    assertThat(get("/subjects")).contains('"' + subject + '"');
    assertThat(get("/schemas/ids/" + id)).isEqualTo("{\"schema\":\"\\\"string\\\"\"}");
    assertThat(get("/subjects/" + encoded + "/versions/latest"))
        .isEqualTo(
            "{\"subject\":\"%s\",\"version\":1,\"id\":%d,\"schema\":\"\\\"string\\\"\"}"
                .formatted(subject, id));
  }

  @Test
  void shouldRefuseWith413WhenBodyIsTooLarge() throws Exception {
    // when
    HttpResponse<String> response =
        send("POST", "/subjects/large/versions", "x".repeat((1 << 20) + 1));

    // then
    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(response.body()).startsWith("{\"error_code\":413,");
  }

  @Test
  void shouldSayWhatToDoWhenPortIsTaken() {
    // given
    int taken = URI.create(registry.url()).getPort();

    // when, then
    assertThatThrownBy(() -> LocalRegistry.start(kafka.bootstrapServers(), taken))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("port " + taken);
  }

  private static int register(String encodedSubject, String schema) throws Exception {
    String body = JSON.createObjectNode().put("schema", schema).toString();
    var response = send("POST", "/subjects/" + encodedSubject + "/versions", body);
    return JSON.readTree(response.body()).get("id").asInt();
  }

  private static String get(String path) throws Exception {
    return send("GET", path, "").body();
  }

  private static HttpResponse<String> send(String method, String path, String body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(registry.url() + path))
            .method(method, BodyPublishers.ofString(body))
            .build();
    return HTTP.send(request, BodyHandlers.ofString());
  }
}
