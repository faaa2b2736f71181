package dev.drydock.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.gateway.bed.Gateway;
import dev.drydock.gateway.bed.Gateway.Answer;
import dev.drydock.gateway.bed.GatewayExtension;
import dev.drydock.gateway.bed.TestBed;
import java.io.IOException;
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

  @TempDir private Path directory;

  BatchAddressIT(TestBed bed) {
    this.bed = bed;
  }

  @Test
  void shouldAnswerItemsWhenTheGatewayHasTls() throws Exception {
    try (Gateway gateway = bed.gateway(tls())) {
      assertThat(gateway.base()).startsWith("https://");
      shouldAdmitAnUpdate(gateway);
    }
  }

  @Test
  void shouldAnswerItemsWhenTheGatewayHasAContextPath() {
    try (Gateway gateway = bed.gateway(Map.of("server.servlet.context-path", "/drydock"))) {
      assertThat(gateway.base()).endsWith("/drydock/beta");
      shouldAdmitAnUpdate(gateway);
    }
  }

  private void shouldAdmitAnUpdate(Gateway gateway) {
    // given
    gateway.put("/teamwork/softwareReleases/teamsClient/1.0", "{}");
    bed.dispatcher().script(deviceId, (taken, desk) -> desk.admit(taken));

    // when
    Answer answer =
        gateway.post(
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
        .startsWith(gateway.base() + "/teamwork/devices/" + deviceId + "/operations/");
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
