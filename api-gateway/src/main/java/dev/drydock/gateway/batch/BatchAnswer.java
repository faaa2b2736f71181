package dev.drydock.gateway.batch;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The answer to a batch.
 *
 * @param responses an answer for each item, in any order
 */
record BatchAnswer(List<Item> responses) {

  private static final int FIRST_ERROR = 400;

  /**
   * The answer to one item.
   *
   * @param id the item's id
   * @param status the HTTP status
   * @param headers the answer's headers
   * @param body the answer's JSON, or null
   */
  record Item(
      String id,
      int status,
      Map<String, String> headers,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable JsonNode body) {

    @JsonIgnore
    boolean isFailure() {
      return status >= FIRST_ERROR;
    }
  }
}
