package dev.drydock.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A program or a configuration as {@code docs/consumers.md} shows it, to be run as it stands there.
 *
 * @param name the name of its file, as the comment before it says
 * @param text what is between the fences
 */
record Recipe(String name, String text) {

  /** Finds a recipe in the document. */
  static Recipe named(String name) {
    String block = "<!-- recipe: " + Pattern.quote(name) + " -->\n+```\\w*\n(.*?)```";
    Matcher matcher = Pattern.compile(block, Pattern.DOTALL).matcher(document());
    if (!matcher.find()) {
      throw new AssertionError("Expected docs/consumers.md to show " + name + ", but it does not");
    }
    return new Recipe(name, matcher.group(1));
  }

  /** Returns the whole document. */
  static String document() {
    Path path = Path.of(System.getProperty("drydock.project"), "docs", "consumers.md");
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns it with other texts in place of those that are the reader's own. */
  Recipe with(Map<String, String> others) {
    String changed = text;
    for (Map.Entry<String, String> other : others.entrySet()) {
      changed = changed.replace(other.getKey(), other.getValue());
    }
    return new Recipe(name, changed);
  }

  /** Returns it with the addresses of an installation. */
  Recipe at(Installation drydock) {
    return with(
        Map.of(
            "127.0.0.1:9092", drydock.bootstrapServers(),
            "http://127.0.0.1:8085", drydock.registryUrl()));
  }

  /** Writes it to a file of its name. */
  Path writeTo(Path directory) {
    try {
      return Files.writeString(Files.createDirectories(directory).resolve(name), text)
          .toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
