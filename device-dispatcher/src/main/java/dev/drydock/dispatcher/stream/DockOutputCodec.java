package dev.drydock.dispatcher.stream;

import dev.drydock.dispatcher.core.DockEvent;
import dev.drydock.dispatcher.core.Holder;
import dev.drydock.messages.AdmissionRepeated;
import dev.drydock.messages.CancelRefused;
import dev.drydock.messages.CancelRequested;
import dev.drydock.messages.DeviceCommand;
import dev.drydock.messages.DeviceRegistered;
import dev.drydock.messages.DeviceRetired;
import dev.drydock.messages.DispatchEvent;
import dev.drydock.messages.DockReleased;
import dev.drydock.messages.FetchRefusalReason;
import dev.drydock.messages.FetchRefused;
import dev.drydock.messages.InstallSoftware;
import dev.drydock.messages.RefusalReason;
import dev.drydock.messages.RequestUpdate;
import dev.drydock.messages.RetirementRefused;
import dev.drydock.messages.UpdateAdmitted;
import dev.drydock.messages.UpdateCommand;
import dev.drydock.messages.UpdateConflicted;
import dev.drydock.messages.UpdateDelivered;
import dev.drydock.messages.UpdateRefused;
import dev.drydock.messages.UpdateWithdrawn;
import dev.drydock.messages.WithdrawSoftware;
import dev.drydock.schemas.DeviceKey;
import dev.drydock.stream.Inbound;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns decisions into records: what was decided, joined with the record that asked for it. */
final class DockOutputCodec {

  private DockOutputCodec() {}

  /** Returns the record of a decision, or nothing when nobody else is told of it there. */
  static Optional<DispatchEvent> event(DockEvent event, Inbound inbound, DeviceKey device) {
    if (event.kind() == DockEvent.Kind.DEVICE_HEARD
        || event.kind() == DockEvent.Kind.DEVICE_ANSWERED) {
      return Optional.empty();
    }
    DispatchEvent.Builder record =
        DispatchEvent.newBuilder()
            .setTenantId(device.tenantId())
            .setDeviceId(device.deviceId())
            .setAt(inbound.at())
            .setCause(inbound.cause());
    return Optional.of(withBody(record, event, inbound).build());
  }

  private static DispatchEvent.Builder withBody(
      DispatchEvent.Builder record, DockEvent event, Inbound inbound) {
    return switch (event.kind()) {
      case UPDATE_ADMITTED ->
          record.setUpdateAdmitted(
              admitted(((DockEvent.UpdateAdmitted) event).holder(), command(inbound)));
      case ADMISSION_REPEATED ->
          record.setAdmissionRepeated(
              new AdmissionRepeated(((DockEvent.AdmissionRepeated) event).operationId()));
      case UPDATE_CONFLICTED ->
          record.setUpdateConflicted(
              conflicted(((DockEvent.UpdateConflicted) event).holder(), command(inbound)));
      case UPDATE_REFUSED ->
          record.setUpdateRefused(
              refused(((DockEvent.UpdateRefused) event).reason(), command(inbound)));
      case UPDATE_DELIVERED ->
          record.setUpdateDelivered(
              new UpdateDelivered(((DockEvent.UpdateDelivered) event).operationId()));
      case FETCH_REFUSED -> record.setFetchRefused(fetchRefused((DockEvent.FetchRefused) event));
      case CANCEL_REQUESTED ->
          record.setCancelRequested(
              cancelRequested(((DockEvent.CancelRequested) event).holder(), command(inbound)));
      case UPDATE_WITHDRAWN ->
          record.setUpdateWithdrawn(withdrawn((DockEvent.UpdateWithdrawn) event, command(inbound)));
      case CANCEL_REFUSED ->
          record.setCancelRefused(
              new CancelRefused(((DockEvent.CancelRefused) event).operationId()));
      case DOCK_RELEASED ->
          record.setDockReleased(new DockReleased(((DockEvent.DockReleased) event).operationId()));
      case DEVICE_REGISTERED ->
          record.setDeviceRegistered(registered((DockEvent.DeviceRegistered) event));
      case DEVICE_RETIRED -> record.setDeviceRetired(new DeviceRetired());
      case RETIREMENT_REFUSED ->
          record.setRetirementRefused(
              retirementRefused(((DockEvent.RetirementRefused) event).holder()));
      case DEVICE_HEARD, DEVICE_ANSWERED ->
          throw new IllegalArgumentException(
              "Expected a decision that has a record, but it is " + event);
    };
  }

  static DeviceCommand install(Holder holder, Inbound inbound, DeviceKey device) {
    RequestUpdate request = command(inbound).getRequestUpdate();
    return deviceCommand(holder, inbound, device)
        .setInstallSoftware(
            new InstallSoftware(
                request.getSoftwareType(), request.getSoftwareVersion(), request.getArtifact()))
        .build();
  }

  static DeviceCommand withdraw(
      Holder holder, boolean isForced, Inbound inbound, DeviceKey device) {
    return deviceCommand(holder, inbound, device)
        .setWithdrawSoftware(new WithdrawSoftware(isForced))
        .build();
  }

  private static DeviceCommand.Builder deviceCommand(
      Holder holder, Inbound inbound, DeviceKey device) {
    return DeviceCommand.newBuilder()
        .setTenantId(device.tenantId())
        .setDeviceId(device.deviceId())
        .setOperationId(holder.operationId())
        .setDeploymentNumber(holder.deploymentNumber())
        .setAt(inbound.at())
        .setCause(inbound.cause());
  }

  private static UpdateAdmitted admitted(Holder holder, UpdateCommand command) {
    RequestUpdate request = command.getRequestUpdate();
    return UpdateAdmitted.newBuilder()
        .setOperationId(holder.operationId())
        .setSoftwareType(request.getSoftwareType())
        .setSoftwareVersion(request.getSoftwareVersion())
        .setDeadlines(request.getDeadlines())
        .setRequestedAt(command.getRequestedAt())
        .setRequestedBy(command.getRequestedBy())
        .setDeploymentNumber(holder.deploymentNumber())
        .build();
  }

  private static UpdateConflicted conflicted(Holder holder, UpdateCommand command) {
    RequestUpdate request = command.getRequestUpdate();
    return UpdateConflicted.newBuilder()
        .setOperationId(request.getOperationId())
        .setSoftwareType(request.getSoftwareType())
        .setSoftwareVersion(request.getSoftwareVersion())
        .setRequestedAt(command.getRequestedAt())
        .setRequestedBy(command.getRequestedBy())
        .setHolderOperationId(holder.operationId())
        .setHolderAdmittedAt(holder.admittedAt())
        .build();
  }

  private static UpdateRefused refused(DockEvent.Refusal reason, UpdateCommand command) {
    RequestUpdate request = command.getRequestUpdate();
    return UpdateRefused.newBuilder()
        .setOperationId(request.getOperationId())
        .setSoftwareType(request.getSoftwareType())
        .setSoftwareVersion(request.getSoftwareVersion())
        .setRequestedAt(command.getRequestedAt())
        .setRequestedBy(command.getRequestedBy())
        .setReason(reason(reason))
        .build();
  }

  private static FetchRefused fetchRefused(DockEvent.FetchRefused event) {
    FetchRefusalReason reason =
        switch (event.reason()) {
          case GONE -> FetchRefusalReason.GONE;
          case WITHDRAWN -> FetchRefusalReason.WITHDRAWN;
        };
    return new FetchRefused(event.operationId(), reason);
  }

  private static CancelRequested cancelRequested(Holder holder, UpdateCommand command) {
    return new CancelRequested(
        holder.operationId(), command.getRequestedAt(), command.getRequestedBy());
  }

  private static UpdateWithdrawn withdrawn(DockEvent.UpdateWithdrawn event, UpdateCommand command) {
    return new UpdateWithdrawn(
        event.holder().operationId(),
        event.isForced(),
        command.getRequestedAt(),
        command.getRequestedBy());
  }

  private static RefusalReason reason(DockEvent.Refusal refusal) {
    return switch (refusal) {
      case DEVICE_UNKNOWN -> RefusalReason.DEVICE_UNKNOWN;
      case KEY_REUSED -> RefusalReason.IDEMPOTENCY_KEY_REUSED;
    };
  }

  private static RetirementRefused retirementRefused(@Nullable Holder holder) {
    return holder == null
        ? new RetirementRefused(RefusalReason.DEVICE_UNKNOWN, null, null)
        : new RetirementRefused(
            RefusalReason.DEVICE_HELD, holder.operationId(), holder.admittedAt());
  }

  private static DeviceRegistered registered(DockEvent.DeviceRegistered event) {
    int revision = event.registration().revision();
    return new DeviceRegistered(revision == 1, revision);
  }

  private static UpdateCommand command(Inbound inbound) {
    return (UpdateCommand) inbound.value();
  }
}
