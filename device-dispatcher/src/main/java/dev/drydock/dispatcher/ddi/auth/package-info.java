/** Who calls: a device by its own token, one of its tenant's gateways, or by its certificate. */
@NullMarked
package dev.drydock.dispatcher.ddi.auth;

import org.jspecify.annotations.NullMarked;
