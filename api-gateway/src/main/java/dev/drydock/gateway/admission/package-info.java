/**
 * How a request becomes a decision: a command is written, the exchange stays open without a thread,
 * and the dock's decision, read back from Kafka, ends it.
 */
@NullMarked
package dev.drydock.gateway.admission;

import org.jspecify.annotations.NullMarked;
