package dev.drydock.gateway.throttle;

import dev.drydock.gateway.security.Caller;
import dev.drydock.gateway.security.TenantId;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Places of which each application of each tenant may hold so many at once, so that none takes what
 * all share. Thread-safe.
 */
public final class CallerPlaces {

  private final int most;
  private final ConcurrentMap<Key, Integer> held = new ConcurrentHashMap<>();

  /**
   * @param most how many places one caller may hold, 1 or more
   */
  public CallerPlaces(int most) {
    this.most = most;
  }

  private record Key(TenantId tenantId, @Nullable String applicationId) {

    static Key of(Caller caller) {
      return new Key(caller.tenantId(), caller.actor().applicationId());
    }
  }

  /** Takes a place, to be given back; returns false when the caller holds all that it may. */
  public boolean tryTake(Caller caller) {
    if (held.merge(Key.of(caller), 1, Integer::sum) <= most) {
      return true;
    }
    giveBack(caller);
    return false;
  }

  /** Gives a place back that was taken. Nothing is kept of a caller that holds none. */
  public void giveBack(Caller caller) {
    held.computeIfPresent(Key.of(caller), (key, places) -> places == 1 ? null : places - 1);
  }
}
