/** How the service is put together and configured. */
@NullMarked
package dev.drydock.projector.config;

import org.jspecify.annotations.NullMarked;
