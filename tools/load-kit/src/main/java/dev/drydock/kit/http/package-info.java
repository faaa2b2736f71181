/** HTTP/1.1 over plain sockets, many connections on one thread: for loads and for fleets. */
@NullMarked
package dev.drydock.kit.http;

import org.jspecify.annotations.NullMarked;
