/**
 * Operations on the log: reads what the dock and the devices say, keeps the operations, wakes them
 * when they are due, writes every change.
 *
 * <p>Time. A decision happened when the record that caused it was written: at the record's
 * timestamp, so that a replay decides the same. The service's own clock, which does not jump with
 * the machine's, says which timers are due, and nothing else, with one exception: a record dated
 * more than an hour ahead of it counts as an hour ahead, lest one wrong clock put a deadline off
 * for ever. (The log dates what comes from outside itself; this holds where it was told not to.)
 *
 * <p>Timers do not overtake the log: they fire only up to the time to which the inputs have been
 * read, so that after an outage a device's report that came in time counts. Nor does the log
 * overtake them: a record that was written after a deadline finds it passed, whether its timer has
 * fired or not. A record dated before the operation's last change counts as of that change; one
 * that begins an operation and is dated long ago brings its deadline early, which never means that
 * there is none. An operation that a deadline ends, ends at the moment that was due, however late
 * its timer fires.
 */
@NullMarked
package dev.drydock.operation.stream;

import org.jspecify.annotations.NullMarked;
