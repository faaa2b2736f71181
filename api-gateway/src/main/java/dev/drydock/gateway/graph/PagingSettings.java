package dev.drydock.gateway.graph;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.core.io.Resource;

/**
 * How the links to further pages are protected.
 *
 * @param secretLocation file with the secret that protects links to further pages: 32 bytes or
 *     more, the same for all instances; when not set, each instance makes one up when it starts,
 *     and accepts only its own links
 */
@ConfigurationProperties("drydock.gateway.paging")
record PagingSettings(@Nullable Resource secretLocation) {}
