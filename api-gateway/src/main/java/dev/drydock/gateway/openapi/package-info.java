/** What integrators read: the API's OpenAPI document, and a page made of it. */
@NullMarked
package dev.drydock.gateway.openapi;

import org.jspecify.annotations.NullMarked;
