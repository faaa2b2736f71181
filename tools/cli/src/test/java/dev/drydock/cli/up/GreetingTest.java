package dev.drydock.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.local.Ports;
import java.util.List;
import org.junit.jupiter.api.Test;

class GreetingTest {

  @Test
  void shouldPrintOneRequestToPasteWhenThereAreDevices() {
    // when
    String text = Greeting.of(Ports.DEFAULT, "a.b.c", 20);

    // then
    assertThat(lines(text, "ready")).hasSize(1);
    assertThat(lines(text, "curl "))
        .containsExactly(
            "curl -i -X POST"
                + " http://127.0.0.1:8080/beta/teamwork/devices/device-1/updateSoftware"
                + " -H 'Authorization: Bearer a.b.c' -H 'Content-Type: application/json'"
                + " -d '{\"softwareType\":\"teamsClient\",\"softwareVersion\":\"1.0.96.22\"}'");
    assertThat(text).doesNotContain("--bootstrap");
  }

  @Test
  void shouldRegisterDeviceFirstWhenThereAreNone() {
    // when
    String text = Greeting.of(Ports.DEFAULT, "a.b.c", 0);

    // then
    assertThat(lines(text, "curl ")).hasSize(2);
    assertThat(lines(text, "curl ").get(0)).startsWith("curl -i -X PUT").contains("/device-1 ");
  }

  @Test
  void shouldNameAddressesWhenPortsAreNotTheUsualOnes() {
    // when
    String text = Greeting.of(new Ports(1, 2, 3, 4, 5, 6, 7, 8), "a.b.c", 20);

    // then
    assertThat(text)
        .contains("http://127.0.0.1:1/beta")
        .contains("drydock watch --bootstrap 127.0.0.1:6 --registry http://127.0.0.1:5");
  }

  private static List<String> lines(String text, String start) {
    return text.lines().filter(line -> line.startsWith(start)).toList();
  }
}
