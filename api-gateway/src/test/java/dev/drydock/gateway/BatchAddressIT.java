package dev.drydock.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.gateway.batch.BatchConnector;
import dev.drydock.gateway.bed.Gateway;
import dev.drydock.gateway.bed.Gateway.Answer;
import dev.drydock.gateway.bed.GatewayExtension;
import dev.drydock.gateway.bed.TestBed;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Items reach the gateway however its own address is set, and name the address of their batch. */
@ExtendWith(GatewayExtension.class)
final class BatchAddressIT {

  private static final String PASSWORD = "only-for-a-test";

  private final String deviceId = "device-" + UUID.randomUUID();
  private final TestBed bed;
  private final Gateway gateway;

  @TempDir private Path directory;

  BatchAddressIT(TestBed bed, Gateway gateway) {
    this.bed = bed;
    this.gateway = gateway;
  }

  @Test
  void shouldAnswerItemsWhenTheGatewayHasTls() throws Exception {
    try (Gateway secured = bed.gateway(tls())) {
      assertThat(secured.base()).startsWith("https://");
      shouldAdmitAnUpdate(secured);
    }
  }

  @Test
  void shouldAnswerItemsWhenTheGatewayHasAContextPath() {
    try (Gateway below = bed.gateway(Map.of("server.servlet.context-path", "/drydock"))) {
      assertThat(below.base()).endsWith("/drydock/beta");
      shouldAdmitAnUpdate(below);
    }
  }

  @Test
  void shouldRejectOtherRequestsToTheConnectorOfItems() {
    // given
    int port = gateway.context().getBean(BatchConnector.class).connector().getLocalPort();
    URI uri = URI.create("http://localhost:" + port + "/beta/teamwork/softwareReleases");

    // when
    HttpResponse<String> without = send(HttpRequest.newBuilder(uri));
    HttpResponse<String> invented =
        send(
            HttpRequest.newBuilder(uri).header("Drydock-Batch-Item", UUID.randomUUID().toString()));

    // then
    assertThat(port).isNotEqualTo(gateway.port());
    assertThat(without.statusCode()).isEqualTo(404);
    assertThat(without.body()).isEmpty();
    assertThat(invented.statusCode()).isEqualTo(404);
  }

  private void shouldAdmitAnUpdate(Gateway called) {
    // given
    called.put("/teamwork/softwareReleases/teamsClient/1.0", "{}");
    bed.dispatcher().script(deviceId, (taken, desk) -> desk.admit(taken));

    // when
    Answer answer =
        called.post(
            "/$batch",
            """
            {"requests":[
              {"id":"1","method":"POST","url":"/teamwork/devices/%s/updateSoftware",
               "headers":{"Content-Type":"application/json"},
               "body":{"softwareType":"teamsClient","softwareVersion":"1.0"}},
              {"id":"2","method":"GET","url":"/../actuator/health"}]}"""
                .formatted(deviceId));

    // then
    assertThat(answer.json().findValues("status").stream().map(status -> status.asInt()))
        .as(answer.response().body())
        .containsExactly(202, 404);
    assertThat(answer.json().at("/responses/0/headers/Location").asString())
        .startsWith(called.base() + "/teamwork/devices/" + deviceId + "/operations/");
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    return HttpClient.newHttpClient()
        .sendAsync(
            request
                .header("Authorization", "Bearer " + gateway.tokens().of(Gateway.TENANT))
                .build(),
            BodyHandlers.ofString())
        .join();
  }

  private Map<String, String> tls() throws IOException, InterruptedException {
    Path keyStore = directory.resolve("gateway.p12");
    Process keytool =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=127.0.0.1",
                    "-ext",
                    "san=ip:127.0.0.1",
                    "-alias",
                    "gateway",
                    "-keystore",
                    keyStore.toString(),
                    "-storepass",
                    PASSWORD,
                    "-storetype",
                    "PKCS12"))
            .inheritIO()
            .start();
    assertThat(keytool.waitFor()).isZero();
    return Map.of(
        "server.ssl.key-store",
        keyStore.toUri().toString(),
        "server.ssl.key-store-password",
        PASSWORD);
  }
}
