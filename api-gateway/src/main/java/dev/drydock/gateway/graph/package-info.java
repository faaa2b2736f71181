/**
 * The HTTP interface, in the shapes of Microsoft Graph's teamworkDevice: paths, bodies, headers,
 * errors. Nothing behind this package knows them.
 */
@NullMarked
package dev.drydock.gateway.graph;

import org.jspecify.annotations.NullMarked;
