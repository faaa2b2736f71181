package dev.drydock.projector.stream;

import dev.drydock.messages.Device;
import dev.drydock.messages.DispatchEvent;
import dev.drydock.messages.DispatchEventKind;
import dev.drydock.messages.OperationStatus;
import dev.drydock.messages.RefusalReason;
import dev.drydock.projector.core.Change;
import dev.drydock.projector.core.DeviceId;
import dev.drydock.projector.core.DeviceRow;
import dev.drydock.projector.core.OperationRow;
import dev.drydock.projector.core.OperationRow.Failure;
import dev.drydock.projector.core.OperationRow.Software;
import dev.drydock.projector.core.OperationState;
import dev.drydock.projector.core.RejectedRequest;
import dev.drydock.schemas.ActorMembers;
import dev.drydock.schemas.DeadLetterReason;
import dev.drydock.schemas.DeviceKey;
import dev.drydock.schemas.DeviceMembers;
import dev.drydock.schemas.Reading;
import dev.drydock.schemas.Topic;
import dev.drydock.view.Actor;
import dev.drydock.view.DeviceDescription;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * From messages to what they change in the view. Messages that do not concern the view change
 * nothing.
 *
 * <p>Free text may hold any character but the one that PostgreSQL cannot store, NUL, which is
 * replaced; ids with it, or too long to be indexed, are refused.
 */
final class MessageCodec {

  private static final ActorMembers CREATED_BY =
      new ActorMembers(OperationStatus.getClassSchema(), "createdBy");
  private static final ActorMembers LAST_ACTION_BY =
      new ActorMembers(OperationStatus.getClassSchema(), "lastActionBy");
  private static final ActorMembers REQUESTED_BY =
      new ActorMembers(DispatchEvent.getClassSchema(), "requestedBy");
  private static final ActorMembers REGISTERED_BY =
      new ActorMembers(Device.getClassSchema(), "registeredBy");
  private static final ActorMembers MODIFIED_BY =
      new ActorMembers(Device.getClassSchema(), "modifiedBy");

  private MessageCodec() {}

  /** Throws {@link InvalidMessageException}. */
  static Optional<Change> change(Reading.Message message) {
    SpecificRecord value = message.value();
    if (value instanceof OperationStatus status) {
      return Optional.of(new Change.OperationChanged(operation(status)));
    }
    if (value instanceof Device device) {
      return Optional.of(new Change.DeviceChanged(device(device)));
    }
    if (value instanceof DispatchEvent event) {
      return rejected(event).map(Change.OperationChanged::new);
    }
    throw new IllegalArgumentException(
        "Expected a record of a topic that the projector reads, but it is of "
            + message.topic().baseName());
  }

  /** Throws {@link InvalidMessageException}. */
  static Change change(Reading.Tombstone tombstone) {
    if (tombstone.topic() == Topic.OPERATION_STATUS) {
      return new Change.OperationGone(operationOf(tombstone.key()));
    }
    return new Change.DeviceGone(deviceOf(tombstone.key()));
  }

  private static OperationRow operation(OperationStatus status) {
    return new OperationRow(
        requireId("operation id", status.getOperationId()),
        deviceId(status.getTenantId(), status.getDeviceId()),
        requireRevision(status.getRevision()),
        state(status.getState()),
        optional(status.getPhase()),
        new Software(text(status.getSoftwareType()), text(status.getSoftwareVersion())),
        status.getCreatedAt(),
        status.getStartedAt(),
        status.getLastActionAt(),
        status.getCompletedAt(),
        actor(CREATED_BY.in(status)),
        actor(LAST_ACTION_BY.in(status)),
        status.getErrorCode() == null
            ? null
            : new Failure(text(status.getErrorCode()), optional(status.getErrorMessage())),
        optional(status.getProgress()),
        status.getDeadlineAt(),
        DetailCodec.detail(status));
  }

  private static Optional<OperationRow> rejected(DispatchEvent event) {
    return switch (event.getKind()) {
      case DispatchEventKind.UPDATE_CONFLICTED ->
          Optional.of(
              request(event)
                  .byConflict(text(event.getHolderOperationId()), event.getHolderAdmittedAt()));
      case DispatchEventKind.UPDATE_REFUSED -> Optional.of(refused(event));
      case DispatchEventKind.UPDATE_SKIPPED -> Optional.of(request(event).alreadyInstalled());
      default -> Optional.empty();
    };
  }

  private static OperationRow refused(DispatchEvent event) {
    return switch (event.getReason()) {
      case RefusalReason.DEVICE_UNKNOWN -> request(event).byUnknownDevice();
      case RefusalReason.IDEMPOTENCY_KEY_REUSED -> request(event).byReusedKey();
      case RefusalReason.INSTALLED_VERSION_DIFFERS ->
          request(event).byInstalledVersion(optional(event.getInstalledVersion()));
      default -> request(event).byRefusal();
    };
  }

  private static RejectedRequest request(DispatchEvent event) {
    return new RejectedRequest(
        requireId("operation id", event.getOperationId()),
        deviceId(event.getTenantId(), event.getDeviceId()),
        new Software(text(event.getSoftwareType()), text(event.getSoftwareVersion())),
        event.getRequestedAt(),
        actor(REQUESTED_BY.in(event)),
        event.getAt());
  }

  private static DeviceRow device(Device device) {
    return new DeviceRow(
        deviceId(device.getTenantId(), device.getDeviceId()),
        requireRevision(device.getRevision()),
        description(device),
        texts(DeviceMembers.softwareVersions(device)),
        device.getRegisteredAt(),
        actor(REGISTERED_BY.in(device)),
        device.getModifiedAt(),
        actor(MODIFIED_BY.in(device)),
        device.getLastSeenAt(),
        texts(attributes(device)));
  }

  private static DeviceDescription description(Device d) {
    return new DeviceDescription(
        text(d.getDeviceType()),
        text(d.getChannel()),
        optional(d.getSerialNumber()),
        optional(d.getUniqueId()),
        DeviceMembers.macAddresses(d).stream().map(MessageCodec::text).toList(),
        optional(d.getManufacturer()),
        optional(d.getModel()),
        optional(d.getCompanyAssetTag()),
        optional(d.getNotes()),
        optional(d.getCurrentUserId()),
        optional(d.getCurrentUserName()));
  }

  private static Map<String, String> attributes(Device device) {
    try {
      return DeviceMembers.attributes(device);
    } catch (IllegalArgumentException e) {
      throw new InvalidMessageException(DeadLetterReason.INVALID, e.getMessage() + '.');
    }
  }

  private static Map<String, String> texts(Map<String, String> texts) {
    Map<String, String> copy = new HashMap<>();
    texts.forEach((name, value) -> copy.put(text(name), text(value)));
    return copy;
  }

  static Actor actor(dev.drydock.messages.Actor actor) {
    return new Actor(
        optional(actor.getApplicationId()),
        optional(actor.getApplicationName()),
        optional(actor.getUserId()),
        optional(actor.getUserName()),
        optional(actor.getDeviceId()));
  }

  private static OperationState state(String state) {
    return switch (state) {
      case dev.drydock.messages.OperationState.QUEUED -> OperationState.QUEUED;
      case dev.drydock.messages.OperationState.IN_PROGRESS -> OperationState.IN_PROGRESS;
      case dev.drydock.messages.OperationState.SUCCESSFUL -> OperationState.SUCCESSFUL;
      case dev.drydock.messages.OperationState.FAILED -> OperationState.FAILED;
      case dev.drydock.messages.OperationState.CANCELLED -> OperationState.CANCELLED;
      default ->
          throw new InvalidMessageException(
              DeadLetterReason.UNKNOWN_KIND,
              "Expected a state that this build knows, but it is \"" + state + "\".");
    };
  }

  private static String operationOf(String key) {
    if (!DeviceKey.isId(key)) {
      throw new InvalidMessageException(
          DeadLetterReason.WRONG_KEY,
          "Expected an operation id as the key, but it is \"" + key + "\".");
    }
    return key;
  }

  private static DeviceId deviceOf(String key) {
    try {
      DeviceKey device = DeviceKey.parse(key);
      return DeviceId.of(device.tenantId(), device.deviceId());
    } catch (IllegalArgumentException e) {
      throw new InvalidMessageException(DeadLetterReason.WRONG_KEY, e.getMessage() + '.');
    }
  }

  private static DeviceId deviceId(String tenantId, String deviceId) {
    return DeviceId.of(requireId("tenant id", tenantId), requireId("device id", deviceId));
  }

  private static String requireId(String what, String id) {
    if (!DeviceKey.isId(id)) {
      throw new InvalidMessageException(
          DeadLetterReason.INVALID,
          "Expected a %s of %s, but it is \"%s\".".formatted(what, DeviceKey.ID_RULE, id));
    }
    return id;
  }

  private static int requireRevision(int revision) {
    if (revision < 1) {
      throw new InvalidMessageException(
          DeadLetterReason.INVALID,
          "Expected a revision of 1 or more, but it is " + revision + '.');
    }
    return revision;
  }

  static @Nullable String optional(@Nullable String text) {
    return text == null ? null : text(text);
  }

  static String text(String text) {
    return text.replace('\0', '\uFFFD');
  }
}
