package dev.drydock.gateway.catalogue;

import dev.drydock.messages.ReleaseDelivery;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a release consists of.
 *
 * @param artifacts what a device downloads, at most {@value #MAX_ARTIFACTS}; none when the devices'
 *     bridge knows
 * @param part kind of software in the device's words, or null when it follows from the software
 *     type
 * @param name name that a device is told, or null for the software type
 * @param metadata further values for the device, by key
 * @param delivery where devices that speak DDI download, one of {@link ReleaseDelivery}
 */
public record ReleaseContent(
    List<Artifact> artifacts,
    @Nullable String part,
    @Nullable String name,
    SortedMap<String, String> metadata,
    String delivery) {

  /** How many artifacts a release has at most. */
  public static final int MAX_ARTIFACTS = 16;

  /** Of a release of which the devices' bridge knows all. */
  public static final ReleaseContent NONE =
      new ReleaseContent(List.of(), null, null, new TreeMap<>(), ReleaseDelivery.DIRECT);

  /** Copies list and map. */
  public ReleaseContent {
    artifacts = List.copyOf(artifacts);
    metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
  }

  static ReleaseContent fromMessage(dev.drydock.messages.ReleaseContent content) {
    return new ReleaseContent(
        content.getArtifacts().stream().map(Artifact::fromMessage).toList(),
        content.getPart(),
        content.getName(),
        new TreeMap<>(content.getMetadata()),
        content.getDelivery());
  }

  /** Returns the content as it stands in messages. */
  public dev.drydock.messages.ReleaseContent toMessage() {
    return new dev.drydock.messages.ReleaseContent(
        artifacts.stream().map(Artifact::toMessage).toList(),
        part,
        name,
        Map.copyOf(metadata),
        delivery);
  }
}
