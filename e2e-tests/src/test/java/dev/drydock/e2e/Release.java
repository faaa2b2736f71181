package dev.drydock.e2e;

/**
 * What can be installed.
 *
 * @param softwareType kind of software, in the API's words
 * @param softwareVersion its version
 */
record Release(String softwareType, String softwareVersion) {

  /** In the catalogue of every tenant of the tests. */
  static final Release TEAMS = new Release("teamsClient", "1.0.96.22");

  /** The same; another type. */
  static final Release FIRMWARE = new Release("firmware", "7.2");
}
