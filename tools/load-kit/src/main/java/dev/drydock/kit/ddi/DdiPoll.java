package dev.drydock.kit.ddi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a device is told when it asks what there is to do.
 *
 * @param sleep how long to wait before it asks again, more than 0
 * @param wantsConfigData whether it is to say what it is
 * @param deployment the number of what is to be installed; 0 for nothing
 * @param cancel the number of what is to be stopped; 0 for nothing
 */
public record DdiPoll(Duration sleep, boolean wantsConfigData, int deployment, int cancel) {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int TIME_PARTS = 3;
  private static final int SECONDS = 60;

  /** Tells whether there is nothing for the device: the time is the one between usual polls. */
  public boolean isIdle() {
    return !wantsConfigData && deployment == 0 && cancel == 0;
  }

  /** Reads the answer to a poll; throws {@link IllegalArgumentException}. */
  public static DdiPoll read(String body) {
    JsonNode answer = tree(body);
    JsonNode links = answer.path("_links");
    return new DdiPoll(
        sleep(answer.path("config").path("polling").path("sleep").asText()),
        links.has("configData"),
        number(links, "deploymentBase"),
        number(links, "cancelAction"));
  }

  /**
   * Reads the id of a deployment or of a cancel, a number or a text in the protocol; throws {@link
   * IllegalArgumentException}.
   */
  public static int readId(String body) {
    return number(tree(body).path("id").asText(), body);
  }

  /** Reads what a cancel stops; throws {@link IllegalArgumentException}. */
  public static int readStopId(String body) {
    return number(tree(body).path("cancelAction").path("stopId").asText(), body);
  }

  private static JsonNode tree(String body) {
    try {
      return MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      throw unreadable("JSON", body, e);
    }
  }

  private static Duration sleep(String time) {
    String[] parts = time.split(":");
    if (parts.length != TIME_PARTS) {
      throw unreadable("a polling time HH:MM:SS", time, null);
    }
    long seconds = 0;
    for (String part : parts) {
      seconds = seconds * SECONDS + number(part, time);
    }
    return Duration.ofSeconds(Math.max(1, seconds));
  }

  private static int number(JsonNode links, String name) {
    JsonNode link = links.get(name);
    if (link == null) {
      return 0;
    }
    String path = link.path("href").asText().replaceFirst("\\?.*", "");
    return number(path.substring(path.lastIndexOf('/') + 1), link.toString());
  }

  private static int number(String digits, String where) {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException e) {
      throw unreadable("a number of at most 2147483647", where, e);
    }
  }

  private static IllegalArgumentException unreadable(
      String expected, String found, @Nullable Exception cause) {
    return new IllegalArgumentException(
        "Expected " + expected + " from the dispatcher, but it says \"" + found + '"', cause);
  }
}
