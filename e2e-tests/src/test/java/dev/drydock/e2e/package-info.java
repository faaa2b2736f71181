/** The whole pipeline, through HTTP and Kafka only. */
@NullMarked
package dev.drydock.e2e;

import org.jspecify.annotations.NullMarked;
