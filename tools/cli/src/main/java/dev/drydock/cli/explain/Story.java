package dev.drydock.cli.explain;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway tells of a device and of one of its operations.
 *
 * @param device the device
 * @param operation the operation, or null when the device has none
 * @param isLatest whether the device has no later operation
 * @param history the operation's revisions, oldest first
 */
record Story(
    JsonNode device, @Nullable JsonNode operation, boolean isLatest, List<JsonNode> history) {

  Story {
    history = List.copyOf(history);
  }
}
