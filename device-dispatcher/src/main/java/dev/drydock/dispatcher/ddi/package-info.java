/**
 * The device edge: hawkBit's Direct Device Integration over HTTP, for agents that exist. It reads
 * docks, and writes what devices say to the log; it decides nothing about operations.
 */
@NullMarked
package dev.drydock.dispatcher.ddi;

import org.jspecify.annotations.NullMarked;
