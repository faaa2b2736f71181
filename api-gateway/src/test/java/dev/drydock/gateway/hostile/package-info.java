/** Requests that nobody means well with. */
@NullMarked
package dev.drydock.gateway.hostile;

import org.jspecify.annotations.NullMarked;
