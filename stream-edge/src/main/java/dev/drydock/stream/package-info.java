/**
 * The edge between Kafka Streams and a service's pure core: reads records or gives them up, names
 * what caused an output, keeps state, and writes results to the topic of their type.
 */
@NullMarked
package dev.drydock.stream;

import org.jspecify.annotations.NullMarked;
