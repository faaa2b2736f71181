package dev.drydock.cli.explain;

import com.fasterxml.jackson.databind.JsonNode;
import dev.drydock.kit.terminal.Printable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** A device's story, in words. */
final class Explanation {

  private static final int INDENT = 2;

  private final Clock clock;
  private final Page page = new Page();

  private Explanation(Clock clock) {
    this.clock = clock;
  }

  /** Returns the story's lines. */
  static List<String> of(Story story, Clock clock) {
    Explanation explanation = new Explanation(clock);
    explanation.tellDevice(story.device(), story.operation());
    explanation.page.gap();
    JsonNode operation = story.operation();
    if (operation == null) {
      explanation.page.add("It has no operation: its dock is free for an update.", 0);
    } else {
      OperationText text = new OperationText(operation, story.device(), clock);
      text.sentences(story.isLatest()).forEach(line -> explanation.page.add(line, INDENT));
      explanation.page.gap();
      new Timeline(clock, explanation.page).tell(story.history());
    }
    return explanation.page.lines();
  }

  private void tellDevice(JsonNode device, @Nullable JsonNode operation) {
    page.add(
        "Device \""
            + Members.textOr("?", device, "id")
            + "\", a "
            + type(Members.textOr("unknown", device, "deviceType"))
            + channel(Members.text(device, "channel"))
            + lastSeen(device, operation),
        INDENT);
    JsonNode versions = device.path("softwareVersions");
    page.add("  " + (versions.isEmpty() ? "What it runs is not known." : runs(versions)), INDENT);
  }

  private static String type(String type) {
    return type.equals("unknown") ? "device of unknown type" : type;
  }

  private static String channel(@Nullable String channel) {
    if (channel == null) {
      return "";
    }
    return switch (channel) {
      case "bridge" -> " behind a bridge";
      case "ddi" -> " that speaks DDI";
      default -> " on the channel " + channel;
    };
  }

  private String lastSeen(JsonNode device, @Nullable JsonNode operation) {
    Instant seen = Members.time(device, "lastSeenDateTime");
    if (seen == null && operation != null) {
      seen = Members.time(operation, "deviceLastSeenDateTime");
    }
    return seen == null ? ", never seen yet." : ", last seen at " + clock.from(seen) + '.';
  }

  private static String runs(JsonNode versions) {
    var runs = new StringJoiner(", ", "It runs ", ".");
    for (Map.Entry<String, JsonNode> version : versions.properties()) {
      runs.add(Printable.of(version.getKey() + ' ' + version.getValue().asText()));
    }
    return runs.toString();
  }
}
