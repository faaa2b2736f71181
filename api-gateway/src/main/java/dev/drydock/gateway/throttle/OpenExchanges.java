package dev.drydock.gateway.throttle;

import dev.drydock.gateway.exchange.AnswerEnd;
import dev.drydock.gateway.problem.Problem;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Bounds how many requests are open at once, for no thread bounds them: each holds memory and a
 * connection while it waits. Thread-safe.
 *
 * <p>A request gives its place back when its handler is done or, where the answer comes later, when
 * the exchange ends for any reason, a caller that hangs up included.
 */
@Component
public final class OpenExchanges implements HandlerInterceptor {

  private static final String PLACE = OpenExchanges.class.getName();
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final Bulkhead bulkhead;

  OpenExchanges(ThrottleSettings settings, BulkheadRegistry registry) {
    this.bulkhead =
        registry.bulkhead(
            "openExchanges",
            BulkheadConfig.custom()
                .maxConcurrentCalls(settings.maxOpenExchanges())
                .maxWaitDuration(Duration.ZERO)
                .build());
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (request.getDispatcherType() != DispatcherType.REQUEST) {
      return true;
    }
    if (!bulkhead.tryAcquirePermission()) {
      throw Problem.unavailable("Too many requests wait for their answer.", RETRY_AFTER)
          .withInnerCode("tooManyOpenExchanges");
    }
    request.setAttribute(PLACE, new AtomicBoolean());
    return true;
  }

  @Override
  public void afterCompletion(
      HttpServletRequest request,
      HttpServletResponse response,
      Object handler,
      @Nullable Exception thrown) {
    Object place = request.getAttribute(PLACE);
    AnswerEnd.of(request, () -> giveBack(place));
  }

  private void giveBack(@Nullable Object place) {
    if (place instanceof AtomicBoolean returned && returned.compareAndSet(false, true)) {
      bulkhead.onComplete();
    }
  }
}
