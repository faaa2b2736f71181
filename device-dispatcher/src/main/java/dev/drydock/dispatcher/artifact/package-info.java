/**
 * Artifacts through the dispatcher: streams the files of releases to devices that cannot, or are
 * not to, reach the store. It knows no devices: who may have a file is decided elsewhere.
 */
@NullMarked
package dev.drydock.dispatcher.artifact;

import org.jspecify.annotations.NullMarked;
