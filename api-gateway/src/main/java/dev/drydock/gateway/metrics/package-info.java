/** What operators see of the requests. */
@NullMarked
package dev.drydock.gateway.metrics;

import org.jspecify.annotations.NullMarked;
