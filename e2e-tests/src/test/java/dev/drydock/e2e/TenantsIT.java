package dev.drydock.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A tenant never sees or blocks another tenant's device. */
@ExtendWith(SharedInstallation.class)
class TenantsIT {

  private final GraphClient contoso;
  private final GraphClient fabrikam;
  private final KafkaDevice ofContoso;
  private final KafkaDevice ofFabrikam;

  TenantsIT(Installation drydock) {
    contoso = drydock.caller("contoso");
    fabrikam = drydock.caller("fabrikam");
    ofContoso = drydock.registeredDevice(contoso);
    ofFabrikam = drydock.device("fabrikam", ofContoso.id());
    Installation.register(fabrikam, ofFabrikam.id());
  }

  @Test
  void shouldUpdateBothWhenTwoTenantsHaveADeviceOfTheSameName() {
    // given
    Answer first = contoso.updateSoftware(ofContoso.id(), Release.TEAMS);

    // when
    Answer second = fabrikam.updateSoftware(ofFabrikam.id(), Release.TEAMS);

    // then
    assertThat(first.status()).isEqualTo(202);
    assertThat(second.status()).isEqualTo(202);
    ofContoso.succeed(first.operationId());
    ofFabrikam.fail(second.operationId(), "no");
    assertThat(contoso.awaitEnd(first.location()).member("/status")).isEqualTo("successful");
    assertThat(fabrikam.awaitEnd(second.location()).member("/status")).isEqualTo("failed");
  }

  @Test
  void shouldHideAnOperationWhenItIsAnotherTenants() {
    // given
    Answer accepted = contoso.updateSoftware(ofContoso.id(), Release.TEAMS);
    contoso.awaitStatus(accepted.location(), "queued");

    // when
    Answer shown = fabrikam.get(accepted.location());
    Answer list = fabrikam.operations(ofFabrikam.id());

    // then
    assertThat(shown.status()).isEqualTo(404);
    assertThat(list.json().get("value")).isEmpty();
    ofContoso.succeed(accepted.operationId());
    contoso.awaitStatus(accepted.location(), "successful");
  }

  @Test
  void shouldChangeNothingWhenAnotherTenantsDeviceSpeaksOfTheOperation() {
    // given
    Answer accepted = contoso.updateSoftware(ofContoso.id(), Release.TEAMS);

    // when
    ofFabrikam.succeed(accepted.operationId());
    ofContoso.fail(accepted.operationId(), "no");

    // then
    Answer end = contoso.awaitEnd(accepted.location());
    assertThat(end.member("/status")).isEqualTo("failed");
  }
}
