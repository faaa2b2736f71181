package dev.drydock.gateway.admission;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long a request waits for its decision, and how often a conflict that is passing is tried
 * again.
 *
 * @param decisionWait how long a request waits for its decision, and how long after its arrival a
 *     conflict is retried
 * @param conflictRetries how often a conflict is retried when the operation that holds the device
 *     is over already, 0 or more
 * @param conflictPause how long to wait before such a retry, 0 or more
 */
@ConfigurationProperties("drydock.gateway.admission")
public record AdmissionSettings(
    @DefaultValue("10s") Duration decisionWait,
    @DefaultValue("3") int conflictRetries,
    @DefaultValue("25ms") Duration conflictPause) {

  /** Checks the values; throws {@link IllegalArgumentException}. */
  public AdmissionSettings {
    if (decisionWait.toMillis() < 1) {
      throw new IllegalArgumentException(
          "Expected drydock.gateway.admission.decision-wait to be 1 ms or more, but it is "
              + decisionWait);
    }
    if (conflictRetries < 0) {
      throw new IllegalArgumentException(
          "Expected drydock.gateway.admission.conflict-retries to be 0 or more, but it is "
              + conflictRetries);
    }
    if (conflictPause.isNegative()) {
      throw new IllegalArgumentException(
          "Expected drydock.gateway.admission.conflict-pause to be 0 or more, but it is "
              + conflictPause);
    }
  }
}
