package dev.drydock.gateway.admission;

import dev.drydock.gateway.publish.Actors;
import dev.drydock.messages.DeviceRegistered;
import dev.drydock.messages.DispatchEvent;
import dev.drydock.messages.RegisterDevice;
import dev.drydock.messages.UpdateCommand;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** Takes requests to register or edit a device. Thread-safe. */
@Component
public final class RegistrationDesk {

  private final DecisionExchange exchange;
  private final Clock clock;

  RegistrationDesk(DecisionExchange exchange, Clock clock) {
    this.exchange = exchange;
    this.clock = clock;
  }

  /**
   * Asks for a registration.
   *
   * @return fails with {@link dev.drydock.gateway.publish.NotDurableException} when the request
   *     could not be written
   */
  public CompletableFuture<Registration> register(RegistrationRequest request) {
    return exchange
        .ask(command(request), request.traceparent())
        .thenApply(
            decision ->
                decision.map(RegistrationDesk::registered).orElseGet(Registration.Undecided::new));
  }

  private static Registration registered(DispatchEvent event) {
    DeviceRegistered registered = event.getDeviceRegistered();
    if (registered == null) {
      throw new IllegalStateException("Expected a decision on a registration, but it is " + event);
    }
    return new Registration.Registered(registered.getCreated(), registered.getRevision());
  }

  private UpdateCommand command(RegistrationRequest request) {
    return new UpdateCommand(
        request.caller().tenantId(),
        request.deviceId(),
        clock.instant().truncatedTo(ChronoUnit.MILLIS),
        Actors.toMessage(request.caller().actor()),
        null,
        new RegisterDevice(request.description().toMessage(), Map.of()),
        null);
  }
}
