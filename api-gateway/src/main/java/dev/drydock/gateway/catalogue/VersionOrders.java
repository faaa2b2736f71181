package dev.drydock.gateway.catalogue;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The order of versions of each kind of software.
 *
 * @param adminAgent order of the versions of adminAgent
 * @param operatingSystem order of the versions of operatingSystem
 * @param teamsClient order of the versions of teamsClient
 * @param firmware order of the versions of firmware
 * @param partnerAgent order of the versions of partnerAgent
 * @param companyPortal order of the versions of companyPortal
 */
record VersionOrders(
    @DefaultValue("dotted") VersionOrder adminAgent,
    @DefaultValue("dotted") VersionOrder operatingSystem,
    @DefaultValue("dotted") VersionOrder teamsClient,
    @DefaultValue("dotted") VersionOrder firmware,
    @DefaultValue("dotted") VersionOrder partnerAgent,
    @DefaultValue("dotted") VersionOrder companyPortal) {

  /** Returns the order of a kind of software, in Microsoft Graph's words. */
  VersionOrder of(String softwareType) {
    return switch (softwareType) {
      case "adminAgent" -> adminAgent;
      case "operatingSystem" -> operatingSystem;
      case "teamsClient" -> teamsClient;
      case "firmware" -> firmware;
      case "partnerAgent" -> partnerAgent;
      case "companyPortal" -> companyPortal;
      default -> VersionOrder.DOTTED;
    };
  }
}
