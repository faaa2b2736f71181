/** What the view's rows are, and what a batch of records comes to. Plain Java, no side effects. */
@NullMarked
package dev.drydock.projector.core;

import org.jspecify.annotations.NullMarked;
