/** The service that keeps the view of operations and devices, and answers queries on it. */
@NullMarked
package dev.drydock.projector;

import org.jspecify.annotations.NullMarked;
