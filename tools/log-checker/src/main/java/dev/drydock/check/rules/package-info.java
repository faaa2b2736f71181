/**
 * What must always be true of an installation's log: a fold of each shard's records. The rules are
 * the checker's own; the records are the contract's. No Kafka, no clock.
 */
@NullMarked
package dev.drydock.check.rules;

import org.jspecify.annotations.NullMarked;
