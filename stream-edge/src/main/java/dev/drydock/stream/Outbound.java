package dev.drydock.stream;

import dev.drydock.schemas.Topic;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record on its way to a topic.
 *
 * @param topic where it is to stand
 * @param value its value; null when the record says that what its key names is gone
 */
record Outbound(Topic topic, @Nullable SpecificRecord value) {}
