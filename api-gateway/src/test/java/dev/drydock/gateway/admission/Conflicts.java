package dev.drydock.gateway.admission;

import dev.drydock.gateway.bed.Gateway;
import dev.drydock.gateway.security.Actor;
import dev.drydock.gateway.security.Caller;
import dev.drydock.gateway.security.TenantId;
import dev.drydock.messages.Cause;
import dev.drydock.messages.DispatchEvent;
import dev.drydock.messages.UpdateConflicted;
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
        null,
        new Deadlines(
            Duration.ofHours(1), Duration.ofHours(1), Duration.ofHours(1), Duration.ofHours(1)),
        null,
        null);
  }

  static UpdateConflicted with(String holderId) {
    return UpdateConflicted.newBuilder()
        .setOperationId("turned-away")
        .setSoftwareType("firmware")
        .setSoftwareVersion("1.0")
        .setRequestedAt(ADMITTED)
        .setRequestedBy(dev.drydock.messages.Actor.newBuilder().build())
        .setHolderOperationId(holderId)
        .setHolderAdmittedAt(ADMITTED)
        .build();
  }

  static DispatchEvent event(String holderId) {
    return DispatchEvent.newBuilder()
        .setTenantId(Gateway.TENANT)
        .setDeviceId(DEVICE)
        .setAt(ADMITTED)
        .setCause(Cause.newBuilder().setPartition(0).build())
        .setUpdateConflicted(with(holderId))
        .build();
  }
}
