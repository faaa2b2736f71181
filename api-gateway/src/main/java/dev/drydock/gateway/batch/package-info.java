/**
 * Several requests in one. Each item goes through the same throttle, permissions and handlers as a
 * request of its own, without a connection of its own.
 */
@NullMarked
package dev.drydock.gateway.batch;

import org.jspecify.annotations.NullMarked;
