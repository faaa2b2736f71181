/** Forgets what has been over for long. */
@NullMarked
package dev.drydock.projector.retention;

import org.jspecify.annotations.NullMarked;
