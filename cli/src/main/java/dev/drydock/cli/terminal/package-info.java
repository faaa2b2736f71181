/** How commands meet the person at the terminal: failures in one sentence, Ctrl-C, durations. */
@NullMarked
package dev.drydock.cli.terminal;

import org.jspecify.annotations.NullMarked;
