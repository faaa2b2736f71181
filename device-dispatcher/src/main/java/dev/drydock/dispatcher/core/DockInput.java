package dev.drydock.dispatcher.core;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What reaches a dock. */
public sealed interface DockInput {

  /** Tells the inputs apart, for an exhaustive switch. */
  Kind kind();

  /** The kinds of inputs. */
  enum Kind {
    /** See {@link RequestUpdate}. */
    REQUEST_UPDATE,
    /** See {@link CancelOperation}. */
    CANCEL_OPERATION,
    /** See {@link RegisterDevice}. */
    REGISTER_DEVICE,
    /** See {@link RetireDevice}. */
    RETIRE_DEVICE,
    /** See {@link RequestAttributes}. */
    REQUEST_ATTRIBUTES,
    /** See {@link FetchUpdate}. */
    FETCH_UPDATE,
    /** See {@link SayHello}. */
    SAY_HELLO,
    /** See {@link AnswerOfDevice}. */
    ANSWER_OF_DEVICE,
    /** See {@link EndOperation}. */
    END_OPERATION
  }

  /**
   * A caller wants the device updated.
   *
   * @param operationId the operation that would hold the dock
   * @param offer what the device is to be given
   * @param key under which the caller may repeat the request, or null when it gave none
   * @param premise what it makes of the version that the device runs
   */
  record RequestUpdate(
      String operationId, Offer offer, @Nullable IdempotencyKey key, Premise premise)
      implements DockInput {
    @Override
    public Kind kind() {
      return Kind.REQUEST_UPDATE;
    }
  }

  /**
   * A caller wants an operation ended.
   *
   * @param operationId the operation
   * @param force whether it ends at once, whatever the device says
   */
  record CancelOperation(String operationId, boolean force) implements DockInput {
    @Override
    public Kind kind() {
      return Kind.CANCEL_OPERATION;
    }
  }

  /**
   * A caller registers or edits the device.
   *
   * @param by the caller
   * @param edit what it changes
   * @param creates whether a device that is not known is known from then on
   * @param precondition what it expects
   */
  record RegisterDevice(
      Registration.Caller by, Edit edit, boolean creates, Precondition precondition)
      implements DockInput {
    @Override
    public Kind kind() {
      return Kind.REGISTER_DEVICE;
    }
  }

  /**
   * A caller wants the device forgotten.
   *
   * @param precondition what it expects
   */
  record RetireDevice(Precondition precondition) implements DockInput {

    /** Of a caller that expects nothing of the device. */
    public RetireDevice() {
      this(Precondition.NONE);
    }

    @Override
    public Kind kind() {
      return Kind.RETIRE_DEVICE;
    }
  }

  /** A caller wants the device to describe itself again. */
  record RequestAttributes() implements DockInput {
    @Override
    public Kind kind() {
      return Kind.REQUEST_ATTRIBUTES;
    }
  }

  /**
   * The device comes to fetch an update.
   *
   * @param operationId the update it was told of
   */
  record FetchUpdate(String operationId) implements DockInput {
    @Override
    public Kind kind() {
      return Kind.FETCH_UPDATE;
    }
  }

  /**
   * The device says that it is there.
   *
   * @param runs what it says that it runs
   * @param description what it tells of itself
   * @param introduction as whom, and how it is reached; null when that is not said
   */
  record SayHello(
      SoftwareVersions runs, Description description, @Nullable Introduction introduction)
      implements DockInput {
    @Override
    public Kind kind() {
      return Kind.SAY_HELLO;
    }
  }

  /** What a device tells of itself in a hello. */
  enum Description {
    /** Nothing. */
    NONE,
    /** Attributes that are known, or versions alone. */
    KNOWN,
    /** Other attributes than those that are known. */
    NEW
  }

  /**
   * What makes a device known that was not, or reached in another way than before.
   *
   * @param by the device
   * @param channel how it is reached
   */
  record Introduction(Registration.Caller by, Channel channel) {}

  /**
   * The device answers what it was told.
   *
   * @param operationId the update
   * @param answer its answer
   */
  record AnswerOfDevice(String operationId, DeviceAnswer answer) implements DockInput {
    @Override
    public Kind kind() {
      return Kind.ANSWER_OF_DEVICE;
    }
  }

  /**
   * An operation is final, or the device's result is known after its end.
   *
   * @param operationId the operation
   * @param end how
   * @param finalReport the device's report that ended it, or null when something else did
   * @param attempt what it was to install, and whether the device said, in time or later, that it
   *     did
   * @param lastHeardAt when the device last said anything of it, or null when it never did
   */
  record EndOperation(
      String operationId,
      End end,
      @Nullable DeviceAnswer finalReport,
      Attempt attempt,
      @Nullable Instant lastHeardAt)
      implements DockInput {
    @Override
    public Kind kind() {
      return Kind.END_OPERATION;
    }
  }
}
