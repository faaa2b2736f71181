package dev.drydock.gateway.graph;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.core.io.Resource;

/**
 * How the links to further pages are protected.
 *
 * @param secretLocation a file of 32 bytes or more, the same for all instances, by which they know
 *     links as theirs; when not set, each instance makes a secret up when it starts, and knows only
 *     its own links until it ends
 */
@ConfigurationProperties("drydock.gateway.paging")
record PagingSettings(@Nullable Resource secretLocation) {}
