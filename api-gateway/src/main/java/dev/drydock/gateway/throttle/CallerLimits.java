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
  private final Allowance readAllowance;
  private final Allowance writeAllowance;

  CallerLimits(ThrottleSettings settings) {
    this.readAllowance = Allowance.of(settings.readsPerPeriod(), settings.period());
    this.writeAllowance = Allowance.of(settings.writesPerPeriod(), settings.period());
    RateLimiterConfig reads = config(readAllowance);
    RateLimiterConfig writes = config(writeAllowance);
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
  Duration wait(boolean isRead) {
    return (isRead ? readAllowance : writeAllowance).every();
  }

  private static RateLimiterConfig config(Allowance allowance) {
    return RateLimiterConfig.custom()
        .limitForPeriod(allowance.requests())
        .limitRefreshPeriod(allowance.every())
        .timeoutDuration(Duration.ZERO)
        .build();
  }
}
