package dev.drydock.local.registry;

import java.util.List;

/** Numbers as they stand in the API's paths. */
final class VersionNumber {

  private VersionNumber() {}

  /** Tells whether a path asks for the newest version. */
  static boolean isLatest(String text) {
    return text.equals("latest") || text.equals("-1");
  }

  /**
   * Returns the version that a path names.
   *
   * @param versions at least one, the oldest first
   * @throws RegistryException 404 when it is not among them, 422 when it is no version
   */
  static StoredSchema pick(String text, List<StoredSchema> versions) {
    if (isLatest(text)) {
      return versions.get(versions.size() - 1);
    }
    int wanted = parse(text);
    return versions.stream()
        .filter(stored -> stored.version() == wanted)
        .findFirst()
        .orElseThrow(() -> RegistryException.noSuchVersion(text));
  }

  /** Returns the id that a path names; throws {@link RegistryException} 404 when it is none. */
  static int schemaId(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw RegistryException.noSuchPath("/schemas/ids/" + text);
    }
  }

  private static int parse(String text) {
    try {
      int version = Integer.parseInt(text);
      if (version > 0) {
        return version;
      }
    } catch (NumberFormatException e) {
      // refused below
    }
    throw RegistryException.invalidVersion(text);
  }
}
