package dev.drydock.gateway.admission;

import dev.drydock.gateway.publish.Actors;
import dev.drydock.gateway.security.Caller;
import dev.drydock.messages.DispatchEvent;
import dev.drydock.messages.DispatchEventKind;
import dev.drydock.messages.RefusalReason;
import dev.drydock.messages.RegisterDevice;
import dev.drydock.messages.RequestAttributes;
import dev.drydock.messages.RetireDevice;
import dev.drydock.messages.UpdateCommand;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes requests to register, edit or retire a device. Thread-safe. */
@Component
public final class RegistrationService {

  private final DecisionExchange exchange;
  private final Holders holders;
  private final Clock clock;

  RegistrationService(DecisionExchange exchange, Holders holders, Clock clock) {
    this.exchange = exchange;
    this.holders = holders;
    this.clock = clock;
  }

  /**
   * Asks for a registration.
   *
   * @return fails with {@link dev.drydock.gateway.publish.NotDurableException} when the request
   *     could not be written
   */
  public CompletableFuture<Registration> register(RegistrationRequest request) {
    DeviceEdit edit = request.edit();
    RegisterDevice registration =
        new RegisterDevice(
            edit.description(),
            edit.softwareVersions(),
            List.copyOf(edit.cleared()),
            request.creates(),
            request.precondition().toMessage());
    return exchange
        .ask(
            command(request.caller(), request.deviceId()).setRegisterDevice(registration).build(),
            request.traceparent())
        .thenApply(
            decision ->
                decision
                    .map(RegistrationService::registered)
                    .orElseGet(Registration.Undecided::new));
  }

  /**
   * Asks for a device to be forgotten.
   *
   * @return fails with {@link dev.drydock.gateway.publish.NotDurableException} when the request
   *     could not be written
   */
  public CompletableFuture<Retirement> retire(RetirementRequest request) {
    Caller caller = request.caller();
    String deviceId = request.deviceId();
    RetireDevice retirement = new RetireDevice(request.precondition().toMessage());
    return exchange
        .ask(command(caller, deviceId).setRetireDevice(retirement).build(), request.traceparent())
        .thenCompose(
            decision ->
                decision
                    .map(event -> retired(caller, deviceId, event))
                    .orElseGet(
                        () -> CompletableFuture.completedFuture(new Retirement.Undecided())));
  }

  /**
   * Asks for a device to describe itself again.
   *
   * @param traceparent the request's W3C trace context, or null
   * @return fails with {@link dev.drydock.gateway.publish.NotDurableException} when the request
   *     could not be written
   */
  public CompletableFuture<AttributesRequest> requestAttributes(
      Caller caller, String deviceId, @Nullable String traceparent) {
    return exchange
        .ask(
            command(caller, deviceId).setRequestAttributes(new RequestAttributes()).build(),
            traceparent)
        .thenApply(
            decision ->
                decision.map(RegistrationService::asked).orElse(AttributesRequest.UNDECIDED));
  }

  private static AttributesRequest asked(DispatchEvent event) {
    return switch (event.getKind()) {
      case DispatchEventKind.ATTRIBUTES_REQUESTED -> AttributesRequest.ASKED;
      case DispatchEventKind.ATTRIBUTES_REQUEST_REFUSED -> AttributesRequest.DEVICE_UNKNOWN;
      default ->
          throw new IllegalStateException(
              "Expected a decision on a request for attributes, but it is " + event);
    };
  }

  private static Registration registered(DispatchEvent event) {
    if (event.getKind().equals(DispatchEventKind.EDIT_REFUSED)) {
      return event.getReason().equals(RefusalReason.DEVICE_UNKNOWN)
          ? new Registration.DeviceUnknown()
          : new Registration.PreconditionFailed();
    }
    if (!event.getKind().equals(DispatchEventKind.DEVICE_REGISTERED)) {
      throw new IllegalStateException("Expected a decision on a registration, but it is " + event);
    }
    return new Registration.Registered(
        event.getCreated(), event.getDeviceRevision(), event.getAt());
  }

  private CompletableFuture<Retirement> retired(
      Caller caller, String deviceId, DispatchEvent event) {
    if (event.getKind().equals(DispatchEventKind.DEVICE_RETIRED)) {
      return CompletableFuture.completedFuture(new Retirement.Retired());
    }
    if (event.getKind().equals(DispatchEventKind.EDIT_REFUSED)) {
      return CompletableFuture.completedFuture(new Retirement.PreconditionFailed());
    }
    if (!event.getKind().equals(DispatchEventKind.RETIREMENT_REFUSED)) {
      throw new IllegalStateException("Expected a decision on a retirement, but it is " + event);
    }
    return event.getReason().equals(RefusalReason.DEVICE_HELD)
        ? holders
            .of(
                caller.tenantId(),
                deviceId,
                Objects.requireNonNull(event.getHolderOperationId()),
                Objects.requireNonNull(event.getHolderAdmittedAt()))
            .thenApply(Retirement.Held::new)
        : CompletableFuture.completedFuture(new Retirement.DeviceUnknown());
  }

  private UpdateCommand.Builder command(Caller caller, String deviceId) {
    return UpdateCommand.newBuilder()
        .setTenantId(caller.tenantId().value())
        .setDeviceId(deviceId)
        .setRequestedAt(clock.instant().truncatedTo(ChronoUnit.MILLIS))
        .setRequestedBy(Actors.toMessage(caller.actor()));
  }
}
