/** The service that answers HTTP callers; the packages below hold it, this one starts it. */
@NullMarked
package dev.drydock.gateway;

import org.jspecify.annotations.NullMarked;
