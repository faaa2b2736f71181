/** Who calls, and what the caller may do: bearer tokens and the permissions in them. */
@NullMarked
package dev.drydock.gateway.security;

import org.jspecify.annotations.NullMarked;
