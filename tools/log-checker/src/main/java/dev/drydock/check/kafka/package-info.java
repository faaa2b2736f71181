/** Reads the log from Kafka, and turns its records into the core's entries. */
@NullMarked
package dev.drydock.check.kafka;

import org.jspecify.annotations.NullMarked;
