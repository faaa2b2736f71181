/** {@code drydock explain}: why a device stands where it stands, in words. */
@NullMarked
package dev.drydock.cli.explain;

import org.jspecify.annotations.NullMarked;
