package dev.drydock.schemas;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.drydock.messages.Device;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** What is kept of a device as maps and lists, in the flat members of its record. Thread-safe. */
public final class DeviceMembers {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<TreeMap<String, String>> TEXTS = new TypeReference<>() {};
  private static final String SUFFIX = "Version";
  private static final SortedMap<String, Integer> VERSIONS = versionPositions();

  private DeviceMembers() {}

  /** Tells whether a record has a member for the version of a kind of software. */
  public static boolean isSoftwareType(String softwareType) {
    return VERSIONS.containsKey(softwareType);
  }

  /** Returns the known versions by kind of software, in Microsoft Graph's words. */
  public static SortedMap<String, String> softwareVersions(Device device) {
    SortedMap<String, String> versions = new TreeMap<>();
    VERSIONS.forEach(
        (softwareType, position) -> {
          if (device.get(position) instanceof String version) {
            versions.put(softwareType, version);
          }
        });
    return versions;
  }

  /** Sets all versions; kinds that have no member are left out. */
  public static void setSoftwareVersions(Device device, Map<String, String> byType) {
    VERSIONS.forEach((softwareType, position) -> device.put(position, byType.get(softwareType)));
  }

  /** Returns the addresses. */
  public static List<String> macAddresses(Device device) {
    String text = device.getMacAddresses();
    return text == null ? List.of() : List.of(text.split(","));
  }

  /** Returns addresses as they stand in a device's record, or null when there are none. */
  public static @Nullable String macAddressesText(List<String> addresses) {
    return addresses.isEmpty() ? null : String.join(",", addresses);
  }

  /**
   * Returns a device's attributes by name.
   *
   * @throws IllegalArgumentException when they are no JSON object of texts
   */
  public static SortedMap<String, String> attributes(Device device) {
    String text = device.getAttributes();
    if (text == null) {
      return new TreeMap<>();
    }
    try {
      return JSON.readValue(text, TEXTS);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "Expected a JSON object of texts in attributes, but it is another text", e);
    }
  }

  /** Returns attributes as they stand in a device's record, or null when there are none. */
  public static @Nullable String attributesText(SortedMap<String, String> byName) {
    try {
      return byName.isEmpty() ? null : JSON.writeValueAsString(byName);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "Expected texts that JSON can hold, but they are " + byName, e);
    }
  }

  private static SortedMap<String, Integer> versionPositions() {
    SortedMap<String, Integer> positions = new TreeMap<>();
    for (Schema.Field field : Device.getClassSchema().getFields()) {
      if (field.name().endsWith(SUFFIX)) {
        String name = field.name();
        positions.put(name.substring(0, name.length() - SUFFIX.length()), field.pos());
      }
    }
    return positions;
  }
}
