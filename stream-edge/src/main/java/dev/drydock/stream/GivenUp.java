package dev.drydock.stream;

import dev.drydock.schemas.DeadLetterReason;
import dev.drydock.schemas.RawRecord;
import dev.drydock.schemas.Topic;

/**
 * A readable record that a service cannot apply.
 *
 * @param raw the record as it came
 * @param topic where it stood
 * @param reason why, as a code
 * @param message what was expected, and what was found
 */
public record GivenUp(RawRecord raw, Topic topic, DeadLetterReason reason, String message) {}
