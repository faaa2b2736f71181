/** The catalogue of releases, which the gateway owns: what can be installed, and where it lies. */
@NullMarked
package dev.drydock.gateway.catalogue;

import org.jspecify.annotations.NullMarked;
