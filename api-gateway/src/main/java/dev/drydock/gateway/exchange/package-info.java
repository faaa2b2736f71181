/** The life of an HTTP exchange whose answer may come later than its handler returns. */
@NullMarked
package dev.drydock.gateway.exchange;

import org.jspecify.annotations.NullMarked;
