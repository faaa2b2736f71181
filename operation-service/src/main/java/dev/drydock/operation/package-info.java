/** The operation-service: what becomes of an update once it is admitted. */
@NullMarked
package dev.drydock.operation;

import org.jspecify.annotations.NullMarked;
