/**
 * What is said to a caller whose request fails: one error body, in the words of Microsoft Graph,
 * from every layer of the server.
 */
@NullMarked
package dev.drydock.gateway.problem;

import org.jspecify.annotations.NullMarked;
