/** {@code drydock simulate}: a fleet of devices that read commands and write acks. */
@NullMarked
package dev.drydock.simulator;

import org.jspecify.annotations.NullMarked;
