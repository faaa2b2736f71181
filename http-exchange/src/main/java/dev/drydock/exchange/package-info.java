/** HTTP exchanges that outlive the call of their handler, on the servlet API. */
@NullMarked
package dev.drydock.exchange;

import org.jspecify.annotations.NullMarked;
