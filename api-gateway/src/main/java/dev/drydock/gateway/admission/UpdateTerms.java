package dev.drydock.gateway.admission;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a device is to take an update.
 *
 * @param mode {@code forced}, {@code soft} or {@code downloadOnly}
 * @param window when it may begin to install, or null for at any time
 */
public record UpdateTerms(String mode, @Nullable Window window) {

  /**
   * A maintenance window.
   *
   * @param from when it opens
   * @param until when it closes, later than {@code from}
   */
  public record Window(Instant from, Instant until) {}
}
