/** Writes records to Kafka, and says when they are durable. */
@NullMarked
package dev.drydock.gateway.publish;

import org.jspecify.annotations.NullMarked;
