/** {@code drydock topics}: makes a cluster ready for an installation. */
@NullMarked
package dev.drydock.cli.topics;

import org.jspecify.annotations.NullMarked;
