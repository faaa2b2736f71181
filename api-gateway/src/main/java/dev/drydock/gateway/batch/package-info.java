/**
 * Several requests in one. Each item is sent to the gateway itself, as a request of its own over
 * HTTP, so that it meets the same throttle, permissions, handlers and time limits as any other.
 */
@NullMarked
package dev.drydock.gateway.batch;

import org.jspecify.annotations.NullMarked;
