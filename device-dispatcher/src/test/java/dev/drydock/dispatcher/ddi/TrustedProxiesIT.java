package dev.drydock.dispatcher.ddi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dispatcher.config.TestEdge;
import org.junit.jupiter.api.Test;

/** Which base URL devices are told behind proxies. */
final class TrustedProxiesIT {

  private static final String HTTPS =
      "X-Forwarded-Proto: https\r\nX-Forwarded-Host: updates.example\r\n";

  @Test
  void shouldTellTheProxysUrlWhenTheProxyIsTrusted() {
    try (TestEdge edge =
        TestEdge.startAsSet("drydock.dispatcher.ddi.trusted-proxies=10.0.0.0/8,127.0.0.0/8")) {
      assertThat(poll(edge, HTTPS)).contains("\"https://updates.example/acme/controller/v1/");
      assertThat(poll(edge, "")).contains("\"http://edge.test/acme/controller/v1/");
    }
  }

  @Test
  void shouldTellItsOwnUrlWhenNoProxyIsTrusted() {
    try (TestEdge edge = TestEdge.startAsSet()) {
      assertThat(poll(edge, HTTPS)).contains("\"http://edge.test/acme/controller/v1/");
    }
  }

  @Test
  void shouldTellThePublicUrlWhenOneIsSet() {
    try (TestEdge edge =
        TestEdge.startAsSet(
            "drydock.dispatcher.ddi.trusted-proxies=127.0.0.1",
            "drydock.dispatcher.ddi.public-url=https://public.example/base")) {
      assertThat(poll(edge, HTTPS)).contains("\"https://public.example/base/acme/controller/v1/");
    }
  }

  private static String poll(TestEdge edge, String headers) {
    Device device = Device.anyOf(edge);
    return RawCalls.send(
        edge.url(),
        "GET "
            + device.path()
            + " HTTP/1.1\r\nHost: edge.test\r\nConnection: close\r\nAuthorization: "
            + device.token()
            + "\r\n"
            + headers
            + "\r\n");
  }
}
