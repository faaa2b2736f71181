package dev.drydock.schemas;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The names of one installation's topics. A prefix lets several installations share a cluster.
 *
 * @param prefix empty, or 1 to 100 letters, digits, {@code . _ -}, of which the last is {@code .}
 *     or {@code -}
 */
public record TopicNames(String prefix) {

  private static final Pattern PREFIX = Pattern.compile("|[a-zA-Z0-9._-]{0,99}[.-]");

  /** Checks the prefix; throws {@link IllegalArgumentException}. */
  public TopicNames {
    if (!PREFIX.matcher(prefix).matches()) {
      throw new IllegalArgumentException(
          "Expected a topic prefix of at most 100 letters, digits, '.', '_' or '-' that ends in '.'"
              + " or '-', but it is \""
              + prefix
              + '"');
    }
  }

  /** Returns a topic's name in this installation. */
  public String of(Topic topic) {
    return prefix + topic.baseName();
  }

  /** Returns the topic of that name, if it is one of this installation. */
  public Optional<Topic> topic(String name) {
    for (Topic topic : Topic.values()) {
      if (name.length() == prefix.length() + topic.baseName().length()
          && name.startsWith(prefix)
          && name.endsWith(topic.baseName())) {
        return Optional.of(topic);
      }
    }
    return Optional.empty();
  }
}
