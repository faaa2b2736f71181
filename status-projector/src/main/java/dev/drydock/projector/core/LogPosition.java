package dev.drydock.projector.core;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a partition of a topic is in the view.
 *
 * @param topicId Kafka's id of the topic
 * @param nextOffset offset of the first record that is not in the view
 * @param logTimeMs timestamp of the newest record that was read, milliseconds since 1970; null
 *     before the first
 * @param movedAt when the position was last written
 */
public record LogPosition(
    String topicId, long nextOffset, @Nullable Long logTimeMs, Instant movedAt) {}
