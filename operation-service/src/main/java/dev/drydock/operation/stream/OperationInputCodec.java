package dev.drydock.operation.stream;

import dev.drydock.messages.CancelRequested;
import dev.drydock.messages.DeviceAck;
import dev.drydock.messages.DeviceActivity;
import dev.drydock.messages.DispatchEvent;
import dev.drydock.messages.UpdateAdmitted;
import dev.drydock.messages.UpdateWithdrawn;
import dev.drydock.operation.core.Activity;
import dev.drydock.operation.core.Actor;
import dev.drydock.operation.core.Cancellation;
import dev.drydock.operation.core.Deadlines;
import dev.drydock.operation.core.Device;
import dev.drydock.operation.core.DeviceResult;
import dev.drydock.operation.core.OperationInput;
import dev.drydock.operation.core.RequestedUpdate;
import dev.drydock.operation.core.Said;
import dev.drydock.schemas.DeadLetterReason;
import dev.drydock.schemas.DeviceKey;
import dev.drydock.schemas.MessageKind;
import java.time.Duration;
import org.apache.avro.specific.SpecificRecord;

/** Turns records into inputs of operations. */
final class OperationInputCodec {

  private OperationInputCodec() {}

  /** What a record means to an operation. */
  sealed interface Meaning {}

  /** The record is an operation's input. */
  record Told(String operationId, OperationInput input) implements Meaning {}

  /** The record is of a kind that no operation has a use for. */
  record OfNoUse() implements Meaning {}

  /** The record cannot be applied. */
  record Unfit(DeadLetterReason reason, String message) implements Meaning {}

  static Meaning meaning(SpecificRecord value) {
    return value instanceof DispatchEvent event ? event(event) : ack((DeviceAck) value);
  }

  private static Meaning event(DispatchEvent event) {
    Device device = new Device(event.getTenantId(), event.getDeviceId());
    if (isInvalid(device)) {
      return invalid(device);
    }
    if (event.getUpdateAdmitted() != null) {
      UpdateAdmitted admitted = event.getUpdateAdmitted();
      String id = admitted.getOperationId();
      return new Told(id, new OperationInput.Admitted(id, device, update(admitted)));
    }
    if (event.getUpdateDelivered() != null) {
      return new Told(
          event.getUpdateDelivered().getOperationId(), new OperationInput.Delivered(device));
    }
    return event.getCancelRequested() != null || event.getUpdateWithdrawn() != null
        ? cancellation(device, event)
        : ofNoUse(event);
  }

  private static Meaning cancellation(Device device, DispatchEvent event) {
    CancelRequested asked = event.getCancelRequested();
    if (asked != null) {
      return new Told(
          asked.getOperationId(),
          new OperationInput.CancelRequested(
              device,
              Cancellation.requested(
                  asked.getRequestedAt(), actor(asked.getRequestedBy()), false)));
    }
    UpdateWithdrawn withdrawn = event.getUpdateWithdrawn();
    return new Told(
        withdrawn.getOperationId(),
        new OperationInput.Withdrawn(
            device,
            Cancellation.requested(
                withdrawn.getRequestedAt(),
                actor(withdrawn.getRequestedBy()),
                withdrawn.getForced())));
  }

  private static Meaning ofNoUse(DispatchEvent event) {
    return MessageKind.of(event) == null
        ? unknown("Expected a kind of event that this build knows, but there is none.")
        : new OfNoUse();
  }

  private static Meaning ack(DeviceAck ack) {
    Device device = new Device(ack.getTenantId(), ack.getDeviceId());
    if (isInvalid(device)) {
      return invalid(device);
    }
    return switch (ack.getKind()) {
      case PROGRESS ->
          told(
              ack,
              new OperationInput.Progress(device, activity(ack), ack.getProgress(), said(ack)));
      case SUCCEEDED -> told(ack, ended(device, DeviceResult.SUCCEEDED, ack));
      case FAILED -> told(ack, ended(device, DeviceResult.FAILED, ack));
      case REJECTED -> told(ack, ended(device, DeviceResult.REJECTED, ack));
      case CANCELLED -> told(ack, ended(device, DeviceResult.CANCELLED, ack));
      case CANCEL_REFUSED -> told(ack, new OperationInput.CancelRefused(device, said(ack)));
      // the dock decides about a fetch, and says so
      case FETCHED, HELLO -> new OfNoUse();
      case UNKNOWN -> unknown("Expected a kind of ack that this build knows, but it is another.");
    };
  }

  private static Told told(DeviceAck ack, OperationInput input) {
    return new Told(ack.getOperationId(), input);
  }

  private static OperationInput ended(Device device, DeviceResult result, DeviceAck ack) {
    return new OperationInput.Ended(device, result, said(ack));
  }

  private static Said said(DeviceAck ack) {
    return new Said(ack.getMessage(), ack.getLogLines());
  }

  /** A word for an activity that came into the contract after this build says that it works. */
  private static Activity activity(DeviceAck ack) {
    return ack.getActivity() == DeviceActivity.DOWNLOADING
        ? Activity.DOWNLOADING
        : Activity.INSTALLING;
  }

  private static RequestedUpdate update(UpdateAdmitted admitted) {
    return new RequestedUpdate(
        admitted.getSoftwareType(),
        admitted.getSoftwareVersion(),
        new Deadlines(
            Duration.ofMillis(admitted.getDeadlines().getDeliveryMs()),
            Duration.ofMillis(admitted.getDeadlines().getStartMs()),
            Duration.ofMillis(admitted.getDeadlines().getProgressMs()),
            Duration.ofMillis(admitted.getDeadlines().getCancelMs())),
        admitted.getRequestedAt(),
        actor(admitted.getRequestedBy()));
  }

  private static Actor actor(dev.drydock.messages.Actor actor) {
    return new Actor(
        actor.getApplicationId(),
        actor.getApplicationName(),
        actor.getUserId(),
        actor.getUserName(),
        actor.getDeviceId());
  }

  /** A status of such a device would have no partition. */
  private static boolean isInvalid(Device device) {
    return !DeviceKey.isId(device.tenantId()) || !DeviceKey.isId(device.deviceId());
  }

  private static Unfit invalid(Device device) {
    return new Unfit(
        DeadLetterReason.INVALID,
        "Expected ids of 1 to "
            + DeviceKey.MAX_ID_LENGTH
            + " characters without slash and control characters, but they are "
            + device
            + '.');
  }

  private static Unfit unknown(String message) {
    return new Unfit(DeadLetterReason.UNKNOWN_KIND, message);
  }
}
