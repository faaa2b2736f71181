package dev.drydock.cli.explain;

import com.fasterxml.jackson.databind.JsonNode;
import dev.drydock.kit.terminal.Printable;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Members of the gateway's JSON. One that is absent is as one that is null. */
final class Members {

  private Members() {}

  /** Returns a text, or null; it may come from a device, and is made fit for a terminal. */
  static @Nullable String text(JsonNode json, String... path) {
    JsonNode found = at(json, path);
    return found.isValueNode() && !found.isNull() ? Printable.of(found.asText()) : null;
  }

  /** Returns a text, or what stands for one. */
  static String textOr(String otherwise, JsonNode json, String name) {
    String found = text(json, name);
    return found == null ? otherwise : found;
  }

  /** Returns a time, or null; what is no time counts as none. */
  static @Nullable Instant time(JsonNode json, String... path) {
    String text = text(json, path);
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  /** Returns who an identity set names, or null when it names none. */
  static @Nullable String who(JsonNode identities) {
    if (at(identities, "device").isObject()) {
      return "the device";
    }
    for (String kind : new String[] {"user", "application"}) {
      String name = text(identities, kind, "displayName");
      String shown = name == null ? text(identities, kind, "id") : name;
      if (shown != null) {
        return shown;
      }
    }
    return null;
  }

  private static JsonNode at(JsonNode json, String... path) {
    JsonNode found = json;
    for (String name : path) {
      found = found.path(name);
    }
    return found;
  }
}
