package dev.drydock.gateway.graph;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a collection.
 *
 * @param context what it is a collection of
 * @param count how many items there are in all, or null when the count was not asked for
 * @param nextLink the next page's URL, or null on the last page
 * @param value the items
 */
record CollectionResource<T>(
    @JsonProperty("@odata.context") String context,
    @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("@odata.count") @Nullable Long count,
    @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("@odata.nextLink")
        @Nullable String nextLink,
    List<T> value) {}
