package dev.drydock.operation.stream;

import dev.drydock.messages.DeviceAck;
import dev.drydock.messages.DeviceAckKind;
import dev.drydock.messages.DeviceActivity;
import dev.drydock.messages.DispatchEvent;
import dev.drydock.messages.DispatchEventKind;
import dev.drydock.messages.UpdateMode;
import dev.drydock.operation.core.Activity;
import dev.drydock.operation.core.Actor;
import dev.drydock.operation.core.Cancellation;
import dev.drydock.operation.core.Deadlines;
import dev.drydock.operation.core.Device;
import dev.drydock.operation.core.DeviceResult;
import dev.drydock.operation.core.FeedbackDetails;
import dev.drydock.operation.core.OperationInput;
import dev.drydock.operation.core.RequestedUpdate;
import dev.drydock.schemas.DeadLetterReason;
import dev.drydock.schemas.DeviceKey;
import dev.drydock.schemas.EventMembers;
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
    String id = event.getOperationId();
    return switch (event.getKind()) {
      case DispatchEventKind.UPDATE_ADMITTED ->
          new Told(id, new OperationInput.Admitted(id, device, update(event)));
      case DispatchEventKind.UPDATE_DELIVERED -> new Told(id, new OperationInput.Delivered(device));
      case DispatchEventKind.CANCEL_REQUESTED ->
          new Told(id, new OperationInput.CancelRequested(device, cancellation(event, false)));
      case DispatchEventKind.UPDATE_WITHDRAWN ->
          new Told(
              id, new OperationInput.Withdrawn(device, cancellation(event, event.getForced())));
      default ->
          EventMembers.isKnown(event)
              ? new OfNoUse()
              : unknown("Expected a kind of event that this build knows", event.getKind());
    };
  }

  private static Cancellation cancellation(DispatchEvent event, boolean isForced) {
    return Cancellation.requested(event.getRequestedAt(), actor(event), isForced);
  }

  private static Meaning ack(DeviceAck ack) {
    Device device = new Device(ack.getTenantId(), ack.getDeviceId());
    if (isInvalid(device)) {
      return invalid(device);
    }
    return switch (ack.getKind()) {
      case DeviceAckKind.PROGRESS ->
          told(
              ack,
              new OperationInput.Progress(device, activity(ack), ack.getProgress(), said(ack)));
      case DeviceAckKind.SUCCEEDED -> told(ack, ended(device, DeviceResult.SUCCEEDED, ack));
      case DeviceAckKind.FAILED -> told(ack, ended(device, DeviceResult.FAILED, ack));
      case DeviceAckKind.REJECTED -> told(ack, ended(device, DeviceResult.REJECTED, ack));
      case DeviceAckKind.CANCELLED -> told(ack, ended(device, DeviceResult.CANCELLED, ack));
      case DeviceAckKind.CANCEL_REFUSED ->
          told(ack, new OperationInput.CancelRefused(device, said(ack)));
      // the dock decides about a fetch, and says so
      case DeviceAckKind.FETCHED, DeviceAckKind.HELLO -> new OfNoUse();
      default -> unknown("Expected a kind of ack that this build knows", ack.getKind());
    };
  }

  private static Told told(DeviceAck ack, OperationInput input) {
    return new Told(ack.getOperationId(), input);
  }

  private static OperationInput ended(Device device, DeviceResult result, DeviceAck ack) {
    return new OperationInput.Ended(device, result, said(ack));
  }

  private static FeedbackDetails said(DeviceAck ack) {
    return new FeedbackDetails(ack.getMessage(), ack.getLogLines());
  }

  /** A word for an activity that came into the contract after this build says that it works. */
  private static Activity activity(DeviceAck ack) {
    return DeviceActivity.DOWNLOADING.equals(ack.getActivity())
        ? Activity.DOWNLOADING
        : Activity.INSTALLING;
  }

  private static RequestedUpdate update(DispatchEvent admitted) {
    return new RequestedUpdate(
        admitted.getSoftwareType(),
        admitted.getSoftwareVersion(),
        admitted.getMode() == null ? UpdateMode.FORCED : admitted.getMode(),
        new Deadlines(
            Duration.ofMillis(admitted.getDeliveryDeadlineMs()),
            Duration.ofMillis(admitted.getStartDeadlineMs()),
            Duration.ofMillis(admitted.getProgressDeadlineMs()),
            Duration.ofMillis(admitted.getCancelDeadlineMs())),
        admitted.getRequestedAt(),
        actor(admitted));
  }

  private static Actor actor(DispatchEvent event) {
    return new Actor(
        event.getRequestedByApplicationId(),
        event.getRequestedByApplicationName(),
        event.getRequestedByUserId(),
        event.getRequestedByUserName(),
        event.getRequestedByDeviceId());
  }

  /** A status of such a device would have no partition. */
  private static boolean isInvalid(Device device) {
    return !DeviceKey.isId(device.tenantId()) || !DeviceKey.isId(device.deviceId());
  }

  private static Unfit invalid(Device device) {
    return new Unfit(
        DeadLetterReason.INVALID,
        "Expected ids of " + DeviceKey.ID_RULE + ", but they are " + device + '.');
  }

  private static Unfit unknown(String expected, String kind) {
    return new Unfit(DeadLetterReason.UNKNOWN_KIND, expected + ", but it is \"" + kind + "\".");
  }
}
