/** The rules of the dock, in plain Java: no clock, no log, no framework. */
@NullMarked
package dev.drydock.dispatcher.core;

import org.jspecify.annotations.NullMarked;
