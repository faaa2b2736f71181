/** Spring's part of the edge: what both stream services wire the same way. */
@NullMarked
package dev.drydock.stream.config;

import org.jspecify.annotations.NullMarked;
