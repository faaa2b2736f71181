/** {@code drydock check}: holds the log against the invariants. */
@NullMarked
package dev.drydock.cli.check;

import org.jspecify.annotations.NullMarked;
