package dev.drydock.dispatcher.stream;

import dev.drydock.dispatcher.core.DockEvent;
import dev.drydock.dispatcher.core.Holder;
import dev.drydock.dispatcher.core.Registration;
import dev.drydock.messages.Actor;
import dev.drydock.messages.AdmissionRepeated;
import dev.drydock.messages.Device;
import dev.drydock.messages.DeviceCommand;
import dev.drydock.messages.DeviceRegistered;
import dev.drydock.messages.DeviceRetired;
import dev.drydock.messages.DispatchEvent;
import dev.drydock.messages.DockReleased;
import dev.drydock.messages.FetchRefusalReason;
import dev.drydock.messages.FetchRefused;
import dev.drydock.messages.InstallSoftware;
import dev.drydock.messages.OperationStatus;
import dev.drydock.messages.RefusalReason;
import dev.drydock.messages.RequestUpdate;
import dev.drydock.messages.RetirementRefused;
import dev.drydock.messages.UpdateAdmitted;
import dev.drydock.messages.UpdateCommand;
import dev.drydock.messages.UpdateConflicted;
import dev.drydock.messages.UpdateDelivered;
import dev.drydock.messages.UpdateRefused;
import dev.drydock.schemas.DeviceKey;
import dev.drydock.stream.Inbound;
import org.jspecify.annotations.Nullable;

/** Turns decisions into records: what was decided, joined with the record that asked for it. */
final class DockOutputCodec {

  private DockOutputCodec() {}

  static DispatchEvent event(DockEvent event, Inbound inbound, DeviceKey device) {
    DispatchEvent.Builder record =
        DispatchEvent.newBuilder()
            .setTenantId(device.tenantId())
            .setDeviceId(device.deviceId())
            .setAt(inbound.at())
            .setCause(inbound.cause());
    return withBody(record, event, inbound).build();
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
      case FETCH_REFUSED ->
          record.setFetchRefused(
              new FetchRefused(
                  ((DockEvent.FetchRefused) event).operationId(), FetchRefusalReason.GONE));
      case DOCK_RELEASED ->
          record.setDockReleased(new DockReleased(((DockEvent.DockReleased) event).operationId()));
      case DEVICE_REGISTERED ->
          record.setDeviceRegistered(registered((DockEvent.DeviceRegistered) event));
      case DEVICE_RETIRED -> record.setDeviceRetired(new DeviceRetired());
      case RETIREMENT_REFUSED ->
          record.setRetirementRefused(
              retirementRefused(((DockEvent.RetirementRefused) event).holder()));
    };
  }

  static DeviceCommand install(Holder holder, Inbound inbound, DeviceKey device) {
    RequestUpdate request = command(inbound).getRequestUpdate();
    return DeviceCommand.newBuilder()
        .setTenantId(device.tenantId())
        .setDeviceId(device.deviceId())
        .setOperationId(holder.operationId())
        .setDeploymentNumber(holder.deploymentNumber())
        .setAt(inbound.at())
        .setCause(inbound.cause())
        .setInstallSoftware(
            new InstallSoftware(
                request.getSoftwareType(), request.getSoftwareVersion(), request.getArtifact()))
        .build();
  }

  static Device device(Registration registration, Inbound inbound, DeviceKey device) {
    UpdateCommand command = command(inbound);
    return Device.newBuilder()
        .setTenantId(device.tenantId())
        .setDeviceId(device.deviceId())
        .setRevision(registration.revision())
        .setDescription(command.getRegisterDevice().getDescription())
        .setRegisteredAt(registration.registeredAt())
        .setRegisteredBy(actor(registration.registeredBy()))
        .setModifiedAt(inbound.at())
        .setModifiedBy(command.getRequestedBy())
        .setCause(inbound.cause())
        .setSoftwareVersions(registration.runs().byType())
        .build();
  }

  /** Returns a device that was told of before, as it is since an operation ended. */
  static Device changed(Device last, Registration registration, Inbound end) {
    return Device.newBuilder(last)
        .setRevision(registration.revision())
        .setModifiedAt(end.at())
        .setModifiedBy(((OperationStatus) end.value()).getLastActionBy())
        .setCause(end.cause())
        .setSoftwareVersions(registration.runs().byType())
        .build();
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

  private static Actor actor(Registration.Caller caller) {
    return new Actor(
        caller.applicationId(),
        caller.applicationName(),
        caller.userId(),
        caller.userName(),
        caller.deviceId());
  }

  private static UpdateCommand command(Inbound inbound) {
    return (UpdateCommand) inbound.value();
  }
}
