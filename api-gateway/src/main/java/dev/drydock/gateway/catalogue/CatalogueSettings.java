package dev.drydock.gateway.catalogue;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the catalogue is kept.
 *
 * @param unknownVersions what becomes of a request for a version that is not in the catalogue:
 *     {@code refuse} answers 404, {@code admit} passes it on without an artifact, for fleets whose
 *     bridge knows the artifacts
 * @param readWait how long a publication waits until this instance has read it back, 1 ms or more
 * @param versionOrder which of several versions is the newest, by kind of software
 */
@ConfigurationProperties("drydock.gateway.catalogue")
record CatalogueSettings(
    @DefaultValue("refuse") UnknownVersions unknownVersions,
    @DefaultValue("2s") Duration readWait,
    @NestedConfigurationProperty @DefaultValue VersionOrders versionOrder) {

  CatalogueSettings {
    if (readWait.toMillis() < 1) {
      throw new IllegalArgumentException(
          "Expected drydock.gateway.catalogue.read-wait to be 1 ms or more, but it is " + readWait);
    }
  }

  /** What becomes of a request for a version that is not in the catalogue. */
  enum UnknownVersions {
    /** It is refused. */
    REFUSE,
    /** It is passed on without an artifact, for a fleet whose bridge knows the artifacts. */
    ADMIT
  }
}
