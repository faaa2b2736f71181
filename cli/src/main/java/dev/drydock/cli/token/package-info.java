/** {@code drydock token}: bearer tokens of the local installation. */
@NullMarked
package dev.drydock.cli.token;

import org.jspecify.annotations.NullMarked;
