/** A Kafka broker for one machine, in this JVM or, with the registry, in one of its own. */
@NullMarked
package dev.drydock.local.kafka;

import org.jspecify.annotations.NullMarked;
