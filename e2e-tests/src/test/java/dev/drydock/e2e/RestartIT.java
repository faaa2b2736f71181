package dev.drydock.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.local.Service;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An update outlives the services that carry it. */
@ExtendWith(SharedInstallation.class)
class RestartIT {

  private static final Duration READY_TIMEOUT = Duration.ofSeconds(60);

  private final Installation drydock;
  private final GraphClient caller;

  RestartIT(Installation drydock) {
    this.drydock = drydock;
    this.caller = drydock.caller("contoso");
  }

  @ParameterizedTest
  @EnumSource(Service.class)
  void shouldGoOnWhenAServiceIsRestartedInMidOperation(Service service) {
    // given
    KafkaDevice device = drydock.registeredDevice(caller);
    Answer accepted = caller.updateSoftware(device.id(), Release.TEAMS);
    device.download(accepted.operationId(), "1 of 2");
    caller.awaitPhase(accepted.location(), "downloading");

    // when
    drydock.service(service).restart(READY_TIMEOUT);

    // then
    assertThat(caller.updateSoftware(device.id(), Release.TEAMS).status()).isEqualTo(409);
    device.install(accepted.operationId(), "2 of 2");
    device.succeed(accepted.operationId());
    Answer end = caller.awaitEnd(accepted.location());
    assertThat(end.member("/status")).isEqualTo("successful");
    assertThat(end.member("/revision")).isEqualTo("4");
    Answer next = caller.updateSoftware(device.id(), Release.TEAMS);
    assertThat(next.status()).isEqualTo(202);
    device.succeed(next.operationId());
    caller.awaitStatus(next.location(), "successful");
  }
}
