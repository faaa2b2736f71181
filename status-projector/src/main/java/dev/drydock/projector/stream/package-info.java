/** From Kafka to PostgreSQL: reads batches of records, writes them as rows, gives up the rest. */
@NullMarked
package dev.drydock.projector.stream;

import org.jspecify.annotations.NullMarked;
