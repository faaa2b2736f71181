package dev.drydock.operation.stream;

import dev.drydock.operation.core.OutageGrace;
import java.time.Duration;

/**
 * When a shard looks at its timers, and how long it waits for what has no deadline of its own.
 *
 * @param tickInterval time between two looks, 1 ms or more
 * @param tickBudget how long a look may take before the rest waits for the next, unless one timer
 *     alone takes longer
 * @param batchSize how many timers are handled at one look, 1 or more
 * @param parkGrace how long an ack waits for the admission of its operation
 * @param keepEnded how long an operation is remembered after its end
 * @param statusRetention how long its status stays on the log after its end, not shorter
 * @param outageAfter a deadline that is looked at later than so long after its moment ran out in an
 *     outage
 * @param outageGrace how long devices then have, 0 for no time
 */
public record TimerSettings(
    Duration tickInterval,
    Duration tickBudget,
    int batchSize,
    Duration parkGrace,
    Duration keepEnded,
    Duration statusRetention,
    Duration outageAfter,
    Duration outageGrace) {

  OutageGrace grace() {
    return new OutageGrace(outageAfter, outageGrace);
  }
}
