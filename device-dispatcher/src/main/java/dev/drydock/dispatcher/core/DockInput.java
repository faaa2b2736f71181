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
    /** See {@link FetchUpdate}. */
    FETCH_UPDATE,
    /** See {@link SayHello}. */
    SAY_HELLO,
    /** See {@link EndOperation}. */
    END_OPERATION
  }

  /**
   * A caller wants the device updated.
   *
   * @param operationId the operation that would hold the dock
   * @param key under which the caller may repeat the request, or null when it gave none
   */
  record RequestUpdate(String operationId, @Nullable IdempotencyKey key) implements DockInput {
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
   * @param channel how the device is reached
   * @param runs what the device is said to run
   */
  record RegisterDevice(Registration.Caller by, Channel channel, SoftwareVersions runs)
      implements DockInput {
    @Override
    public Kind kind() {
      return Kind.REGISTER_DEVICE;
    }
  }

  /** A caller wants the device forgotten. */
  record RetireDevice() implements DockInput {
    @Override
    public Kind kind() {
      return Kind.RETIRE_DEVICE;
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
   * @param tellsMore whether it tells attributes of itself that are not known
   */
  record SayHello(SoftwareVersions runs, boolean tellsMore) implements DockInput {
    @Override
    public Kind kind() {
      return Kind.SAY_HELLO;
    }
  }

  /**
   * An operation has become final.
   *
   * @param operationId the operation
   * @param installed what the device runs since, or null when the operation was not successful
   * @param lastHeardAt when the device last said anything of it, or null when it never did
   */
  record EndOperation(
      String operationId, @Nullable Software installed, @Nullable Instant lastHeardAt)
      implements DockInput {
    @Override
    public Kind kind() {
      return Kind.END_OPERATION;
    }
  }
}
