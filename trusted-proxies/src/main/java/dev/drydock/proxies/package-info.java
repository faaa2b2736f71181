/** What a web server believes of the proxies before it. */
@NullMarked
package dev.drydock.proxies;

import org.jspecify.annotations.NullMarked;
