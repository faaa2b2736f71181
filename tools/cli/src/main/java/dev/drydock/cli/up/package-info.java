/** {@code drydock up} and {@code down}: a whole installation on this machine. */
@NullMarked
package dev.drydock.cli.up;

import org.jspecify.annotations.NullMarked;
