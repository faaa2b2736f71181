package dev.drydock.dispatcher.core;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a release consists of.
 *
 * @param artifacts the files to install, none when the release names none
 * @param part kind of software in the device's words, or null when it follows from the software
 *     type
 * @param name name that the device is told, or null for the software type
 * @param metadata further values for the device, by key
 * @param isProxied whether the device downloads from here, and not from the artifacts' URIs
 */
public record Content(
    List<Artifact> artifacts,
    @Nullable String part,
    @Nullable String name,
    SortedMap<String, String> metadata,
    boolean isProxied) {

  /** Copies list and map. */
  public Content {
    artifacts = List.copyOf(artifacts);
    metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
  }

  /** Returns a content with nothing else than files that the device downloads where they are. */
  public static Content of(Artifact... artifacts) {
    return new Content(List.of(artifacts), null, null, new TreeMap<>(), false);
  }
}
