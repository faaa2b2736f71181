/** How commands meet the person at the terminal: failures in one sentence, Ctrl-C, durations. */
@NullMarked
package dev.drydock.kit.terminal;

import org.jspecify.annotations.NullMarked;
