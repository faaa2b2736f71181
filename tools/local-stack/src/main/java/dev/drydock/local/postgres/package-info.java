/** A PostgreSQL server for one machine, from binaries on the class path. */
@NullMarked
package dev.drydock.local.postgres;

import org.jspecify.annotations.NullMarked;
