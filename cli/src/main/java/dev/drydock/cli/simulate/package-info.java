/** {@code drydock simulate}: a fleet of devices that read commands and write acks. */
@NullMarked
package dev.drydock.cli.simulate;

import org.jspecify.annotations.NullMarked;
