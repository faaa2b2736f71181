/**
 * What must always be true of an installation's log, as plain Java: a fold of each shard's records.
 * No Kafka, no Avro, no clock.
 */
@NullMarked
package dev.drydock.check.core;

import org.jspecify.annotations.NullMarked;
