/** {@code drydock bench}: the load test, beside the raw ceiling of the same Kafka. */
@NullMarked
package dev.drydock.bench;

import org.jspecify.annotations.NullMarked;
