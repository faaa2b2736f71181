/** Checks the whole log of an installation against the invariants that Drydock promises. */
@NullMarked
package dev.drydock.check;

import org.jspecify.annotations.NullMarked;
