/** Puts the parts together: Kafka clients, the web server, Spring Security, clocks and timers. */
@NullMarked
package dev.drydock.gateway.config;

import org.jspecify.annotations.NullMarked;
