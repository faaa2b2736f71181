package dev.drydock.gateway.bed;

import dev.drydock.gateway.bed.Gateway.Answer;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Bodies of batches, and what their answers hold. */
public final class Batches {

  private Batches() {}

  /** Returns the body of a batch of these items. */
  public static String requests(String... items) {
    return "{\"requests\":[" + String.join(",", items) + "]}";
  }

  /** Returns an item that reads. */
  public static String get(String id, String url) {
    return "{\"id\":\"" + id + "\",\"method\":\"GET\",\"url\":\"" + url + "\"}";
  }

  /** Returns the responses by their items' ids. */
  public static Map<String, JsonNode> responses(Answer answer) {
    return StreamSupport.stream(answer.json().path("responses").spliterator(), false)
        .collect(
            Collectors.toMap(response -> response.path("id").asString(), response -> response));
  }

  /** Returns the status of each response by its item's id. */
  public static Map<String, Integer> statuses(Map<String, JsonNode> responses) {
    return responses.entrySet().stream()
        .collect(
            Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().path("status").asInt()));
  }
}
