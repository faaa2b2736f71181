/** The dock on the log: reads its inputs, keeps its state, writes its decisions. */
@NullMarked
package dev.drydock.dispatcher.stream;

import org.jspecify.annotations.NullMarked;
