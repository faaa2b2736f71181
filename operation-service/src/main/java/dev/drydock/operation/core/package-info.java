/** The rules of an operation, in plain Java: no clock, no log, no framework. */
@NullMarked
package dev.drydock.operation.core;

import org.jspecify.annotations.NullMarked;
