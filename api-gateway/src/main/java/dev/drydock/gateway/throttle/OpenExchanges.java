package dev.drydock.gateway.throttle;

import dev.drydock.exchange.AsyncExchange;
import dev.drydock.gateway.problem.Problem;
import dev.drydock.gateway.security.Caller;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Bounds how many requests are open at once, altogether and of one application, for no thread
 * bounds them: each holds memory and a connection while it waits. Thread-safe.
 *
 * <p>A request gives its place back when its handler is done or, where the answer comes later, when
 * the exchange ends for any reason, a caller that hangs up included.
 */
@Component
public final class OpenExchanges implements HandlerInterceptor {

  private static final String PLACE = OpenExchanges.class.getName();
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final Bulkhead bulkhead;
  private final CallerPlaces places;

  OpenExchanges(ThrottleSettings settings, BulkheadRegistry registry) {
    this.bulkhead =
        registry.bulkhead(
            "openExchanges",
            BulkheadConfig.custom()
                .maxConcurrentCalls(settings.maxOpenExchanges())
                .maxWaitDuration(Duration.ZERO)
                .build());
    this.places = new CallerPlaces(settings.openExchangesOfCaller());
  }

  /** An open request of a caller, until it is closed. */
  private record Place(Caller caller, AtomicBoolean isGivenBack) {}

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (request.getDispatcherType() != DispatcherType.REQUEST) {
      return true;
    }
    Authentication known = SecurityContextHolder.getContext().getAuthentication();
    if (known != null && known.getPrincipal() instanceof Caller caller) {
      take(caller);
      request.setAttribute(PLACE, new Place(caller, new AtomicBoolean()));
    }
    return true;
  }

  @Override
  public void afterCompletion(
      HttpServletRequest request,
      HttpServletResponse response,
      Object handler,
      @Nullable Exception thrown) {
    Object place = request.getAttribute(PLACE);
    AsyncExchange.onCompletion(request, () -> giveBack(place));
  }

  private void take(Caller caller) {
    if (!places.tryTake(caller)) {
      throw tooMany("Too many requests of the application wait for their answer.");
    }
    if (!bulkhead.tryAcquirePermission()) {
      places.giveBack(caller);
      throw tooMany("Too many requests wait for their answer.");
    }
  }

  private void giveBack(@Nullable Object open) {
    if (open instanceof Place place && place.isGivenBack().compareAndSet(false, true)) {
      places.giveBack(place.caller());
      bulkhead.onComplete();
    }
  }

  private static Problem tooMany(String message) {
    return Problem.unavailable(message, RETRY_AFTER).withInnerCode("tooManyOpenExchanges");
  }
}
