/**
 * The internal HTTP API on the view. It knows no callers: all who reach its port read everything.
 * Bind it to the loopback address or to a private network (see {@code server.address}).
 */
@NullMarked
package dev.drydock.projector.query;

import org.jspecify.annotations.NullMarked;
