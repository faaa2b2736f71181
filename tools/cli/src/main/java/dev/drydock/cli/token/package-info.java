/** {@code drydock token} and {@code device-token}: what callers and devices authenticate with. */
@NullMarked
package dev.drydock.cli.token;

import org.jspecify.annotations.NullMarked;
