/** Spring's wiring of the operation-service. */
@NullMarked
package dev.drydock.operation.config;

import org.jspecify.annotations.NullMarked;
