package dev.drydock.cli;

import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the jar's manifest. */
final class VersionOfBuild implements IVersionProvider {

  @Override
  public String[] getVersion() {
    String version = Drydock.class.getPackage().getImplementationVersion();
    return new String[] {"drydock " + (version == null ? "(not packaged)" : version)};
  }
}
