/** What keeps one caller, or all of them together, from asking too much of this instance. */
@NullMarked
package dev.drydock.gateway.throttle;

import org.jspecify.annotations.NullMarked;
