/** Asks status-projector, over HTTP, where operations and devices stand. */
@NullMarked
package dev.drydock.gateway.view;

import org.jspecify.annotations.NullMarked;
