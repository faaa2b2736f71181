package dev.drydock.dispatcher.stream;

import dev.drydock.dispatcher.core.Attempt;
import dev.drydock.dispatcher.core.Attributes;
import dev.drydock.dispatcher.core.Channel;
import dev.drydock.dispatcher.core.DeviceAnswer;
import dev.drydock.dispatcher.core.DockInput;
import dev.drydock.dispatcher.core.Edit;
import dev.drydock.dispatcher.core.End;
import dev.drydock.dispatcher.core.IdempotencyKey;
import dev.drydock.dispatcher.core.Premise;
import dev.drydock.dispatcher.core.Registration;
import dev.drydock.dispatcher.core.Software;
import dev.drydock.dispatcher.core.SoftwareVersions;
import dev.drydock.messages.Actor;
import dev.drydock.messages.CancelOperation;
import dev.drydock.messages.DeviceAck;
import dev.drydock.messages.DeviceAckKind;
import dev.drydock.messages.DeviceChannel;
import dev.drydock.messages.Idempotency;
import dev.drydock.messages.IfInstalled;
import dev.drydock.messages.OperationState;
import dev.drydock.messages.OperationStatus;
import dev.drydock.messages.RegisterDevice;
import dev.drydock.messages.RequestUpdate;
import dev.drydock.messages.UpdateCommand;
import dev.drydock.schemas.DeadLetterReason;
import dev.drydock.schemas.DeviceMembers;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Turns records into inputs of the dock. */
final class DockInputCodec {

  private static final Pattern HASH = Pattern.compile("[0-9a-fA-F]{64}");

  private DockInputCodec() {}

  /**
   * Returns the input that a record is, or nothing when the dock has no use for it.
   *
   * @param isNews whether a hello changes the attributes that are known
   * @throws UnfitException when the record cannot be an input of a dock
   */
  static Optional<DockInput> input(SpecificRecord value, Predicate<DeviceAck> isNews) {
    if (value instanceof UpdateCommand command) {
      return Optional.of(command(command));
    }
    if (value instanceof DeviceAck ack) {
      return ack(ack, isNews);
    }
    return status((OperationStatus) value);
  }

  private static DockInput command(UpdateCommand command) {
    if (command.getRequestUpdate() != null) {
      RequestUpdate request = command.getRequestUpdate();
      return new DockInput.RequestUpdate(
          request.getOperationId(),
          OfferCodec.offer(request),
          key(request.getIdempotency()),
          new Premise(
              IfInstalled.SKIP.equals(request.getIfInstalled()), request.getAssumedVersion()));
    }
    if (command.getCancelOperation() != null) {
      CancelOperation cancel = command.getCancelOperation();
      return new DockInput.CancelOperation(cancel.getOperationId(), cancel.getForce());
    }
    if (command.getRegisterDevice() != null) {
      RegisterDevice request = command.getRegisterDevice();
      return new DockInput.RegisterDevice(
          caller(command.getRequestedBy()),
          edit(request),
          request.getCreates(),
          EditCodec.precondition(request.getPreconditions()));
    }
    if (command.getRetireDevice() != null) {
      return new DockInput.RetireDevice(
          EditCodec.precondition(command.getRetireDevice().getPreconditions()));
    }
    if (command.getRequestAttributes() != null) {
      return new DockInput.RequestAttributes();
    }
    throw new UnfitException(
        DeadLetterReason.UNKNOWN_KIND,
        "Expected a request, a cancel, a registration or a retirement, but it is none of them.");
  }

  /** Returns what a registration changes; throws {@link UnfitException}. */
  static Edit edit(RegisterDevice request) {
    String channel = request.getDescription().getChannel();
    return new Edit(
        channel == null ? null : channel(channel),
        versions(request.getSoftwareVersions()),
        Set.copyOf(request.getCleared()));
  }

  private static @Nullable IdempotencyKey key(@Nullable Idempotency idempotency) {
    if (idempotency == null) {
      return null;
    }
    if (!isHash(idempotency.getKey()) || !isHash(idempotency.getBody())) {
      throw new UnfitException(
          DeadLetterReason.INVALID,
          "Expected hashes of 64 hexadecimal digits in the request's idempotency, but they are"
              + " others.");
    }
    return new IdempotencyKey(idempotency.getKey(), idempotency.getBody());
  }

  private static boolean isHash(String text) {
    return HASH.matcher(text).matches();
  }

  private static SoftwareVersions versions(Map<String, String> byType) {
    if (!SoftwareVersions.fit(byType)) {
      throw new UnfitException(
          DeadLetterReason.INVALID,
          "Expected versions of at most "
              + SoftwareVersions.MAX_TYPES
              + " kinds of software, all of 1 to "
              + SoftwareVersions.MAX_LENGTH
              + " characters, but they are more or others.");
    }
    return SoftwareVersions.of(
        byType.entrySet().stream()
            .filter(version -> DeviceMembers.isSoftwareType(version.getKey()))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  private static Channel channel(String channel) {
    return switch (channel) {
      case DeviceChannel.BRIDGE -> Channel.BRIDGE;
      case DeviceChannel.DDI -> Channel.DDI;
      default ->
          throw new UnfitException(
              DeadLetterReason.UNKNOWN_KIND,
              "Expected a channel that this build knows, but it is \"" + channel + "\".");
    };
  }

  /** What a device reports on its way is not the dock's business. */
  private static Optional<DockInput> ack(DeviceAck ack, Predicate<DeviceAck> isNews) {
    return switch (ack.getKind()) {
      case DeviceAckKind.FETCHED -> Optional.of(new DockInput.FetchUpdate(ack.getOperationId()));
      case DeviceAckKind.HELLO -> Optional.of(hello(ack, isNews));
      default ->
          answer(ack.getKind())
              .map(answer -> new DockInput.AnswerOfDevice(ack.getOperationId(), answer));
    };
  }

  /** Returns what a device answers by an ack of a kind; nothing where it answers nothing. */
  static Optional<DeviceAnswer> answer(String kind) {
    return switch (kind) {
      case DeviceAckKind.SUCCEEDED -> Optional.of(DeviceAnswer.SUCCEEDED);
      case DeviceAckKind.FAILED -> Optional.of(DeviceAnswer.FAILED);
      case DeviceAckKind.REJECTED -> Optional.of(DeviceAnswer.REJECTED);
      case DeviceAckKind.CANCELLED -> Optional.of(DeviceAnswer.CANCELLED);
      case DeviceAckKind.CANCEL_REFUSED -> Optional.of(DeviceAnswer.GOES_ON);
      default -> Optional.empty();
    };
  }

  private static DockInput hello(DeviceAck ack, Predicate<DeviceAck> isNews) {
    return new DockInput.SayHello(
        versions(ack.getSoftwareVersions()), description(ack, isNews), introduction(ack));
  }

  private static DockInput.Description description(DeviceAck hello, Predicate<DeviceAck> isNews) {
    if (DeviceCodec.saidMode(hello) == null
        && Attributes.kept(hello.getAttributes()).byName().isEmpty()) {
      return hello.getSoftwareVersions().isEmpty()
          ? DockInput.Description.NONE
          : DockInput.Description.KNOWN;
    }
    return isNews.test(hello) ? DockInput.Description.NEW : DockInput.Description.KNOWN;
  }

  private static DockInput.@Nullable Introduction introduction(DeviceAck hello) {
    return hello.getChannel() == null
        ? null
        : new DockInput.Introduction(
            new Registration.Caller(null, null, null, null, hello.getDeviceId()),
            channel(hello.getChannel()));
  }

  private static Optional<DockInput> status(OperationStatus status) {
    return switch (status.getState()) {
      case OperationState.SUCCESSFUL -> Optional.of(end(status, End.SUCCESSFUL));
      case OperationState.FAILED -> Optional.of(end(status, End.FAILED));
      case OperationState.CANCELLED -> Optional.of(end(status, End.CANCELLED));
      default -> Optional.empty();
    };
  }

  private static DockInput end(OperationStatus status, End end) {
    return new DockInput.EndOperation(
        status.getOperationId(),
        end,
        finalReport(status, end),
        new Attempt(
            status.getOperationId(),
            new Software(status.getSoftwareType(), status.getSoftwareVersion()),
            end == End.SUCCESSFUL || isLateSuccess(status)),
        status.getLastHeardAt());
  }

  private static boolean isLateSuccess(OperationStatus status) {
    return DeviceAckKind.SUCCEEDED.equals(status.getLateResult());
  }

  /** The end may be read before the report that it follows on. */
  private static @Nullable DeviceAnswer finalReport(OperationStatus status, End end) {
    if (status.getLastActionByDeviceId() == null) {
      return null;
    }
    return switch (end) {
      case SUCCESSFUL -> DeviceAnswer.SUCCEEDED;
      case FAILED -> DeviceAnswer.FAILED;
      case CANCELLED -> DeviceAnswer.CANCELLED;
    };
  }

  private static Registration.Caller caller(Actor actor) {
    return new Registration.Caller(
        actor.getApplicationId(),
        actor.getApplicationName(),
        actor.getUserId(),
        actor.getUserName(),
        actor.getDeviceId());
  }

  /** A record that no dock can apply. */
  static final class UnfitException extends RuntimeException {

    private final DeadLetterReason reason;

    UnfitException(DeadLetterReason reason, String message) {
      super(message);
      this.reason = reason;
    }

    DeadLetterReason reason() {
      return reason;
    }
  }
}
