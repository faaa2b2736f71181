/** Reads what callers write in OData: conditions on the rows of a collection. */
@NullMarked
package dev.drydock.gateway.odata;

import org.jspecify.annotations.NullMarked;
