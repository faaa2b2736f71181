/** The device-dispatcher: who may dock, and who has to wait. */
@NullMarked
package dev.drydock.dispatcher;

import org.jspecify.annotations.NullMarked;
