/** What commands ask about a local installation's keys, and how they call it with them. */
@NullMarked
package dev.drydock.kit.token;

import org.jspecify.annotations.NullMarked;
