/**
 * The contract between the services: which topics there are, what stands on them, how a record
 * finds its partition, and how records are written and read.
 */
@NullMarked
package dev.drydock.schemas;

import org.jspecify.annotations.NullMarked;
