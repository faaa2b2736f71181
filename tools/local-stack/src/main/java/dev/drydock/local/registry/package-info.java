/** A schema registry for one machine, with Confluent's REST API and Confluent's topic. */
@NullMarked
package dev.drydock.local.registry;

import org.jspecify.annotations.NullMarked;
