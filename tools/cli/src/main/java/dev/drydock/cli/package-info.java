/** The {@code drydock} command; each of its commands has a package of its own. */
@NullMarked
package dev.drydock.cli;

import org.jspecify.annotations.NullMarked;
