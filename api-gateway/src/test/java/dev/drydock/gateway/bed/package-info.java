/** What the gateway's tests run it on: a real broker, a scripted dispatcher, a scripted view. */
@NullMarked
package dev.drydock.gateway.bed;

import org.jspecify.annotations.NullMarked;
