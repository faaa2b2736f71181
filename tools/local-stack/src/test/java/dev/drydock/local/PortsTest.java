package dev.drydock.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsTest {

  @TempDir private Path directory;

  @Test
  void shouldNamePortUserAndOptionWhenPortIsInUse() throws Exception {
    // given
    Ports ports = Ports.free();
    StackSettings settings = StackSettings.builder(directory, directory).ports(ports).build();
    try (var taken = new ServerSocket(ports.projector(), 1, InetAddress.getLoopbackAddress())) {

      // when, then
      assertThatThrownBy(() -> PortCheck.check(settings))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContainingAll(
              Integer.toString(taken.getLocalPort()), "status-projector", "--projector-port");
    }
  }

  @Test
  void shouldNotAskForPortsThatAreNotUsed() throws Exception {
    // given
    Ports ports = Ports.free();
    StackSettings settings =
        StackSettings.builder(directory, directory)
            .ports(ports)
            .services(Set.of())
            .broker(new Broker.Elsewhere("127.0.0.1:1"))
            .database(new Database("jdbc:postgresql://db/x", "u", "p"))
            .build();
    try (var kafka = new ServerSocket(ports.kafka(), 1, InetAddress.getLoopbackAddress());
        var postgres = new ServerSocket(ports.postgres(), 1, InetAddress.getLoopbackAddress());
        var gateway = new ServerSocket(ports.gateway(), 1, InetAddress.getLoopbackAddress())) {
      assertThat(Arrays.asList(kafka, postgres, gateway)).allMatch(ServerSocket::isBound);

      // when, then
      PortCheck.check(settings);
    }
  }
}
