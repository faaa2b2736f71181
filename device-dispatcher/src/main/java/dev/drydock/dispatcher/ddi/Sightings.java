package dev.drydock.dispatcher.ddi;

import dev.drydock.schemas.DeviceKey;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes that devices were there, and writes it to the log later and slowly, so that it takes
 * nothing from what devices say. What is not written when it is closed is lost. Thread-safe.
 */
public final class Sightings implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Sightings.class);

  private final SightSettings settings;
  private final AckLog log;

  /** In the order in which devices came, so that each has its turn. Guarded by itself. */
  private final Map<DeviceKey, Instant> seen = new LinkedHashMap<>();

  private final ScheduledExecutorService timer;

  /** Begins to write. */
  public Sightings(SightSettings settings, AckLog log) {
    this.settings = settings;
    this.log = log;
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "ddi-sightings");
              thread.setDaemon(true);
              return thread;
            });
    timer.scheduleWithFixedDelay(this::flush, 1, 1, TimeUnit.SECONDS);
  }

  /**
   * Notes that a device is there, when that is not known well enough and there is room.
   *
   * @param last when it was noted last, or null when it never was
   */
  void note(DeviceKey device, @Nullable Instant last, Instant now) {
    if (last != null && now.isBefore(last.plus(settings.interval()))) {
      return;
    }
    synchronized (seen) {
      if (seen.size() < settings.capacity() || seen.containsKey(device)) {
        seen.put(device, now);
      }
    }
  }

  /** Writes what may be written in a second. A failure must not end the timer. */
  void flush() {
    Map<DeviceKey, Instant> next = new LinkedHashMap<>();
    synchronized (seen) {
      Iterator<Map.Entry<DeviceKey, Instant>> waiting = seen.entrySet().iterator();
      while (next.size() < settings.perSecond() && waiting.hasNext()) {
        Map.Entry<DeviceKey, Instant> sight = waiting.next();
        next.put(sight.getKey(), sight.getValue());
        waiting.remove();
      }
    }
    next.forEach(this::write);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  private void write(DeviceKey device, Instant at) {
    try {
      log.write(Acks.sight(device, at))
          .exceptionally(
              failure -> {
                LOG.debug("A sight of a device was not written", failure);
                return null;
              });
    } catch (RuntimeException e) {
      LOG.debug("A sight of a device was not written", e);
    }
  }
}
