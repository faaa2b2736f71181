/** Where an installation's topics are, and how Spring's configuration files refer to it. */
@NullMarked
package dev.drydock.schemas.settings;

import org.jspecify.annotations.NullMarked;
