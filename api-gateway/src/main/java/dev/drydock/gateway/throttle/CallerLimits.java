package dev.drydock.gateway.throttle;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.drydock.gateway.security.Caller;
import dev.drydock.gateway.security.TenantId;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Counts each application's requests, reads and writes apart. Thread-safe. */
@Component
final class CallerLimits {

  private final LoadingCache<Key, RateLimiter> limiters;
  private final Duration period;

  CallerLimits(ThrottleSettings settings) {
    RateLimiterConfig reads = config(settings.readsPerPeriod(), settings.period());
    RateLimiterConfig writes = config(settings.writesPerPeriod(), settings.period());
    this.period = settings.period();
    // Not resilience4j's registry, which keeps a limiter for ever.
    this.limiters =
        Caffeine.newBuilder()
            .maximumSize(2L * settings.maxCallers())
            .build(key -> RateLimiter.of("caller", key.isRead() ? reads : writes));
  }

  private record Key(TenantId tenantId, @Nullable String applicationId, boolean isRead) {}

  /** Counts a request; returns whether it may pass. */
  boolean tryPass(Caller caller, boolean isRead) {
    return limiters
        .get(new Key(caller.tenantId(), caller.actor().applicationId(), isRead))
        .acquirePermission();
  }

  /** Returns after how long a request passes again at the latest. */
  Duration period() {
    return period;
  }

  private static RateLimiterConfig config(int limit, Duration period) {
    return RateLimiterConfig.custom()
        .limitForPeriod(limit)
        .limitRefreshPeriod(period)
        .timeoutDuration(Duration.ZERO)
        .build();
  }
}
