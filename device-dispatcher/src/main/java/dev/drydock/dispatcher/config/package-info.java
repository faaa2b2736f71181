/** Spring's wiring of the dispatcher. */
@NullMarked
package dev.drydock.dispatcher.config;

import org.jspecify.annotations.NullMarked;
