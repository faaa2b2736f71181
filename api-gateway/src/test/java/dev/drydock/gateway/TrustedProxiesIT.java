package dev.drydock.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.gateway.bed.Gateway;
import dev.drydock.gateway.bed.GatewayExtension;
import dev.drydock.gateway.bed.TestBed;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Which links callers are given behind proxies. */
@ExtendWith(GatewayExtension.class)
final class TrustedProxiesIT {

  private static final String DEVICES = "GET /beta/teamwork/softwareReleases HTTP/1.1";
  private static final String OWN = "\"http://gateway.test/beta/$metadata";

  private final Gateway untrusting;
  private final TestBed bed;

  TrustedProxiesIT(TestBed bed, Gateway untrusting) {
    this.bed = bed;
    this.untrusting = untrusting;
  }

  @Test
  void shouldIgnoreForwardedHeadersWhenNoProxyIsTrusted() {
    assertThat(
            untrusting.rawRequest(
                DEVICES, "X-Forwarded-Host: other.example", "X-Forwarded-Proto: https"))
        .contains(OWN);
    assertThat(untrusting.rawRequest(DEVICES, "Forwarded: host=other.example;proto=https"))
        .contains(OWN);
  }

  @Test
  void shouldNameTheProxysUrlInLinksWhenTheProxyIsTrusted() {
    try (Gateway gateway =
        bed.gateway(Map.of("drydock.gateway.trusted-proxies", "10.0.0.0/8,127.0.0.0/8"))) {
      assertThat(gateway.rawRequest(DEVICES, "X-Forwarded-Proto: https"))
          .contains("\"https://gateway.test/beta/$metadata");
      assertThat(gateway.rawRequest(DEVICES)).contains(OWN);
      assertThat(
              gateway.rawRequest(
                  DEVICES, "X-Forwarded-Proto: https", "X-Forwarded-Host: api.example:8443"))
          .contains("\"https://api.example:8443/beta/$metadata");
      // an item of a batch has the batch's connection, whatever headers it has of its own
      String batch =
          "{\"requests\":[{\"id\":\"1\",\"method\":\"GET\",\"url\":\"/teamwork/softwareReleases\","
              + "\"headers\":{\"X-Forwarded-Host\":\"evil.example\"}}]}";
      assertThat(
              gateway
                  .send(
                      gateway
                          .posting("/$batch", batch)
                          .header("Forwarded", "proto=https;host=\"api.example\""))
                  .response()
                  .body())
          .contains("https://api.example/beta/$metadata")
          .doesNotContain("evil.example");
    }
  }

  @Test
  void shouldNameThePublicUrlWhenOneIsSet() {
    try (Gateway gateway =
        bed.gateway(
            Map.of(
                "drydock.gateway.trusted-proxies",
                "127.0.0.1",
                "drydock.gateway.public-url",
                "https://public.example"))) {
      assertThat(gateway.rawRequest(DEVICES, "X-Forwarded-Host: api.example"))
          .contains("\"https://public.example/beta/$metadata");
    }
  }
}
