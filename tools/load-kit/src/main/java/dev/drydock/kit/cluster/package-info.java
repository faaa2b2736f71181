/** The Kafka cluster and schema registry that a command works on. */
@NullMarked
package dev.drydock.kit.cluster;

import org.jspecify.annotations.NullMarked;
