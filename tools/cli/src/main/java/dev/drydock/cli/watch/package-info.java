/** {@code drydock watch}: follows the operations in the terminal. */
@NullMarked
package dev.drydock.cli.watch;

import org.jspecify.annotations.NullMarked;
