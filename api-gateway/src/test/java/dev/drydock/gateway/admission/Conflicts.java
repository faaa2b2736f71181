package dev.drydock.gateway.admission;

import dev.drydock.gateway.bed.Gateway;
import dev.drydock.gateway.catalogue.ReleaseContent;
import dev.drydock.gateway.security.Caller;
import dev.drydock.gateway.security.TenantId;
import dev.drydock.messages.DispatchEvent;
import dev.drydock.messages.DispatchEventKind;
import dev.drydock.view.Actor;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** Requests that meet a held dock. */
final class Conflicts {

  static final TenantId TENANT = new TenantId(Gateway.TENANT);
  static final String DEVICE = "device-1";
  static final Instant ADMITTED = Instant.parse("2026-11-23T10:15:30Z");

  private static final Actor APPLICATION = new Actor("app-1", null, null, null, null);

  private Conflicts() {}

  static UpdateRequest request() {
    return new UpdateRequest(
        new Caller(TENANT, APPLICATION, false, Set.of()),
        DEVICE,
        "firmware",
        "1.0",
        ReleaseContent.NONE,
        new UpdateTerms("forced", null),
        new Deadlines(
            Duration.ofHours(1), Duration.ofHours(1), Duration.ofHours(1), Duration.ofHours(1)),
        false,
        null,
        null,
        null);
  }

  static DispatchEvent event(String holderId) {
    return DispatchEvent.newBuilder()
        .setKind(DispatchEventKind.UPDATE_CONFLICTED)
        .setDeviceKey(Gateway.TENANT + '/' + DEVICE)
        .setTenantId(Gateway.TENANT)
        .setDeviceId(DEVICE)
        .setAt(ADMITTED)
        .setCausePartition(0)
        .setOperationId("turned-away")
        .setSoftwareType("firmware")
        .setSoftwareVersion("1.0")
        .setRequestedAt(ADMITTED)
        .setHolderOperationId(holderId)
        .setHolderAdmittedAt(ADMITTED)
        .build();
  }
}
