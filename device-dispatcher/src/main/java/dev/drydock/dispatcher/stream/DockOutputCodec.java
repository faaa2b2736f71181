package dev.drydock.dispatcher.stream;

import dev.drydock.dispatcher.core.DockEvent;
import dev.drydock.dispatcher.core.Holder;
import dev.drydock.messages.Deadlines;
import dev.drydock.messages.DeviceCommand;
import dev.drydock.messages.DispatchEvent;
import dev.drydock.messages.DispatchEventKind;
import dev.drydock.messages.FetchRefusalReason;
import dev.drydock.messages.InstallSoftware;
import dev.drydock.messages.RefusalReason;
import dev.drydock.messages.RequestAttributes;
import dev.drydock.messages.RequestUpdate;
import dev.drydock.messages.UpdateCommand;
import dev.drydock.messages.WithdrawSoftware;
import dev.drydock.schemas.ActorMembers;
import dev.drydock.schemas.CauseMembers;
import dev.drydock.schemas.DeviceKey;
import dev.drydock.stream.Inbound;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns decisions into records: what was decided, joined with the record that asked for it. */
final class DockOutputCodec {

  private static final ActorMembers REQUESTED_BY =
      new ActorMembers(DispatchEvent.getClassSchema(), "requestedBy");
  private static final CauseMembers CAUSE = new CauseMembers(DispatchEvent.getClassSchema());

  /** What the device's own record tells, or no other reader needs. */
  private static final Set<DockEvent.Kind> UNTOLD =
      EnumSet.of(
          DockEvent.Kind.DEVICE_HEARD, DockEvent.Kind.DEVICE_ANSWERED, DockEvent.Kind.LATE_SUCCESS);

  private DockOutputCodec() {}

  /** Returns the record of a decision, or nothing when no other reader is told of it there. */
  static Optional<DispatchEvent> event(DockEvent event, Inbound inbound, DeviceKey device) {
    if (UNTOLD.contains(event.kind())) {
      return Optional.empty();
    }
    DispatchEvent.Builder record =
        DispatchEvent.newBuilder()
            .setDeviceKey(device.toString())
            .setTenantId(device.tenantId())
            .setDeviceId(device.deviceId())
            .setAt(inbound.at())
            .setCausePartition(0);
    DispatchEvent decided = decided(record, event, inbound).build();
    CAUSE.set(decided, inbound.cause());
    if (decided.getRequestedAt() != null) {
      REQUESTED_BY.set(decided, command(inbound).getRequestedBy());
    }
    return Optional.of(decided);
  }

  private static DispatchEvent.Builder decided(
      DispatchEvent.Builder record, DockEvent event, Inbound inbound) {
    return switch (event.kind()) {
      case UPDATE_ADMITTED ->
          admitted(record, ((DockEvent.UpdateAdmitted) event).holder(), command(inbound));
      case ADMISSION_REPEATED ->
          record
              .setKind(DispatchEventKind.ADMISSION_REPEATED)
              .setOperationId(((DockEvent.AdmissionRepeated) event).operationId());
      case UPDATE_CONFLICTED ->
          held(
              requested(record, command(inbound)).setKind(DispatchEventKind.UPDATE_CONFLICTED),
              ((DockEvent.UpdateConflicted) event).holder());
      case UPDATE_REFUSED ->
          requested(record, command(inbound))
              .setKind(DispatchEventKind.UPDATE_REFUSED)
              .setReason(reason(((DockEvent.UpdateRefused) event).reason()))
              .setInstalledVersion(((DockEvent.UpdateRefused) event).installedVersion());
      case UPDATE_SKIPPED ->
          requested(record, command(inbound)).setKind(DispatchEventKind.UPDATE_SKIPPED);
      case ATTRIBUTES_REQUESTED -> record.setKind(DispatchEventKind.ATTRIBUTES_REQUESTED);
      case ATTRIBUTES_REQUEST_REFUSED ->
          record
              .setKind(DispatchEventKind.ATTRIBUTES_REQUEST_REFUSED)
              .setReason(RefusalReason.DEVICE_UNKNOWN);
      case UPDATE_DELIVERED ->
          record
              .setKind(DispatchEventKind.UPDATE_DELIVERED)
              .setOperationId(((DockEvent.UpdateDelivered) event).operationId());
      case FETCH_REFUSED -> fetchRefused(record, (DockEvent.FetchRefused) event);
      case CANCEL_REQUESTED ->
          record
              .setKind(DispatchEventKind.CANCEL_REQUESTED)
              .setOperationId(((DockEvent.CancelRequested) event).holder().operationId())
              .setRequestedAt(command(inbound).getRequestedAt());
      case UPDATE_WITHDRAWN ->
          record
              .setKind(DispatchEventKind.UPDATE_WITHDRAWN)
              .setOperationId(((DockEvent.UpdateWithdrawn) event).holder().operationId())
              .setRequestedAt(command(inbound).getRequestedAt())
              .setForced(((DockEvent.UpdateWithdrawn) event).isForced());
      case CANCEL_REFUSED ->
          record
              .setKind(DispatchEventKind.CANCEL_REFUSED)
              .setOperationId(((DockEvent.CancelRefused) event).operationId());
      case DOCK_RELEASED ->
          record
              .setKind(DispatchEventKind.DOCK_RELEASED)
              .setOperationId(((DockEvent.DockReleased) event).operationId());
      case DEVICE_REGISTERED -> registered(record, (DockEvent.DeviceRegistered) event);
      case EDIT_REFUSED ->
          record
              .setKind(DispatchEventKind.EDIT_REFUSED)
              .setReason(reason(((DockEvent.EditRefused) event).reason()));
      case DEVICE_RETIRED -> record.setKind(DispatchEventKind.DEVICE_RETIRED);
      case RETIREMENT_REFUSED ->
          retirementRefused(record, ((DockEvent.RetirementRefused) event).holder());
      case DEVICE_HEARD, DEVICE_ANSWERED, LATE_SUCCESS ->
          throw new IllegalArgumentException(
              "Expected a decision that has a record, but it is " + event);
    };
  }

  static DeviceCommand install(Holder holder, Inbound inbound, DeviceKey device) {
    RequestUpdate request = command(inbound).getRequestUpdate();
    return deviceCommand(holder, inbound, device)
        .setInstallSoftware(
            new InstallSoftware(
                request.getSoftwareType(),
                request.getSoftwareVersion(),
                request.getContent(),
                request.getMode(),
                request.getWindowFrom(),
                request.getWindowUntil()))
        .build();
  }

  static DeviceCommand withdraw(
      Holder holder, boolean isForced, Inbound inbound, DeviceKey device) {
    return deviceCommand(holder, inbound, device)
        .setWithdrawSoftware(new WithdrawSoftware(isForced))
        .build();
  }

  static DeviceCommand requestAttributes(Inbound inbound, DeviceKey device) {
    return deviceCommand("", 0, inbound, device)
        .setRequestAttributes(new RequestAttributes())
        .build();
  }

  private static DeviceCommand.Builder deviceCommand(
      Holder holder, Inbound inbound, DeviceKey device) {
    return deviceCommand(holder.operationId(), holder.deploymentNumber(), inbound, device);
  }

  private static DeviceCommand.Builder deviceCommand(
      String operationId, int deploymentNumber, Inbound inbound, DeviceKey device) {
    return DeviceCommand.newBuilder()
        .setTenantId(device.tenantId())
        .setDeviceId(device.deviceId())
        .setOperationId(operationId)
        .setDeploymentNumber(deploymentNumber)
        .setAt(inbound.at())
        .setCause(inbound.cause());
  }

  private static DispatchEvent.Builder admitted(
      DispatchEvent.Builder record, Holder holder, UpdateCommand command) {
    Deadlines deadlines = command.getRequestUpdate().getDeadlines();
    return requested(record, command)
        .setKind(DispatchEventKind.UPDATE_ADMITTED)
        .setOperationId(holder.operationId())
        .setDeliveryDeadlineMs(deadlines.getDeliveryMs())
        .setStartDeadlineMs(deadlines.getStartMs())
        .setProgressDeadlineMs(deadlines.getProgressMs())
        .setCancelDeadlineMs(deadlines.getCancelMs())
        .setMode(command.getRequestUpdate().getMode())
        .setDeploymentNumber(holder.deploymentNumber());
  }

  /** What was asked for; who asked is set in the finished record. */
  private static DispatchEvent.Builder requested(
      DispatchEvent.Builder record, UpdateCommand command) {
    RequestUpdate request = command.getRequestUpdate();
    return record
        .setOperationId(request.getOperationId())
        .setSoftwareType(request.getSoftwareType())
        .setSoftwareVersion(request.getSoftwareVersion())
        .setRequestedAt(command.getRequestedAt());
  }

  private static DispatchEvent.Builder held(DispatchEvent.Builder record, Holder holder) {
    return record
        .setHolderOperationId(holder.operationId())
        .setHolderAdmittedAt(holder.admittedAt());
  }

  private static DispatchEvent.Builder fetchRefused(
      DispatchEvent.Builder record, DockEvent.FetchRefused event) {
    String reason =
        switch (event.reason()) {
          case GONE -> FetchRefusalReason.GONE;
          case WITHDRAWN -> FetchRefusalReason.WITHDRAWN;
        };
    return record
        .setKind(DispatchEventKind.FETCH_REFUSED)
        .setOperationId(event.operationId())
        .setReason(reason);
  }

  private static String reason(DockEvent.Refusal refusal) {
    return switch (refusal) {
      case DEVICE_UNKNOWN -> RefusalReason.DEVICE_UNKNOWN;
      case KEY_REUSED -> RefusalReason.IDEMPOTENCY_KEY_REUSED;
      case PRECONDITION_FAILED -> RefusalReason.PRECONDITION_FAILED;
      case VERSION_DIFFERS -> RefusalReason.INSTALLED_VERSION_DIFFERS;
    };
  }

  private static DispatchEvent.Builder retirementRefused(
      DispatchEvent.Builder record, @Nullable Holder holder) {
    record.setKind(DispatchEventKind.RETIREMENT_REFUSED);
    return holder == null
        ? record.setReason(RefusalReason.DEVICE_UNKNOWN)
        : held(record.setReason(RefusalReason.DEVICE_HELD), holder);
  }

  private static DispatchEvent.Builder registered(
      DispatchEvent.Builder record, DockEvent.DeviceRegistered event) {
    int revision = event.registration().revision();
    return record
        .setKind(DispatchEventKind.DEVICE_REGISTERED)
        .setCreated(revision == 1)
        .setDeviceRevision(revision);
  }

  private static UpdateCommand command(Inbound inbound) {
    return (UpdateCommand) inbound.value();
  }
}
