package dev.drydock.cli.up;

import dev.drydock.kit.token.LocalCaller;
import dev.drydock.local.Ports;

/** What a person can do with an installation that is ready. */
final class Greeting {

  private Greeting() {}

  /**
   * Returns the text, with a request that can be pasted as it is.
   *
   * @param devices how many devices there are; without any, the first is registered by hand
   */
  static String of(Ports ports, String token, int devices) {
    String device = "http://127.0.0.1:" + ports.gateway() + "/beta/teamwork/devices/" + firstId();
    String headers =
        " -H 'Authorization: Bearer " + token + "' -H 'Content-Type: application/json'";
    String register =
        "curl -i -X PUT " + device + headers + " -d '{\"deviceType\":\"teamsRoom\"}'\n\n";
    String update =
        "curl -i -X POST "
            + device
            + "/updateSoftware"
            + headers
            + " -d '{\"softwareType\":\""
            + Seed.SOFTWARE_TYPE
            + "\",\"softwareVersion\":\""
            + Seed.SOFTWARE_VERSION
            + "\"}'\n";
    return "\nready: paste this to update "
        + firstId()
        + (devices > 0 ? ":\n\n" : ", which is registered first:\n\n" + register)
        + update
        + "\nTo follow the operations: drydock watch"
        + clusterOptions(ports)
        + "\nDevices that speak hawkBit's DDI come to http://127.0.0.1:"
        + ports.dispatcher()
        + "/"
        + LocalCaller.TENANT
        + "/controller/v1/DEVICE with the token of: drydock device-token "
        + LocalCaller.TENANT
        + " DEVICE"
        + "\nFor another token: drydock token. To stop: Ctrl-C or drydock down.";
  }

  private static String firstId() {
    return Seed.ID_PREFIX + 1;
  }

  private static String clusterOptions(Ports ports) {
    return (ports.kafka() == Ports.DEFAULT.kafka() ? "" : " --bootstrap 127.0.0.1:" + ports.kafka())
        + (ports.registry() == Ports.DEFAULT.registry()
            ? ""
            : " --registry http://127.0.0.1:" + ports.registry());
  }
}
