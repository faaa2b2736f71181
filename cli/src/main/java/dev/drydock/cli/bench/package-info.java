/** {@code drydock bench}: the load test, beside the raw ceiling of the same Kafka. */
@NullMarked
package dev.drydock.cli.bench;

import org.jspecify.annotations.NullMarked;
