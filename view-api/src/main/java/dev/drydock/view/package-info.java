/**
 * What the gateway asks the view and what the projector answers, in JSON (docs/adr/0030). Both are
 * released together. A class and a member here are the same on both sides.
 */
@NullMarked
package dev.drydock.view;

import org.jspecify.annotations.NullMarked;
