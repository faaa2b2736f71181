/** What one machine needs instead of a cluster, tied together. */
@NullMarked
package dev.drydock.local;

import org.jspecify.annotations.NullMarked;
