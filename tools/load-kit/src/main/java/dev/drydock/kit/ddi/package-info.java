/** The device's side of DDI, hawkBit's protocol for devices, as far as fleets and loads need it. */
@NullMarked
package dev.drydock.kit.ddi;

import org.jspecify.annotations.NullMarked;
