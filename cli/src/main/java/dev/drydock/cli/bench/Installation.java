package dev.drydock.cli.bench;

import dev.drydock.cli.cluster.Cluster;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;

/**
 * A running Drydock to put load on.
 *
 * @param gateway base URL, {@code http://host:port}
 * @param token a bearer token that may read and write
 * @param tenantId the token's tenant
 * @param cluster its Kafka and registry
 * @param processes whose CPU time is counted, by name; may be empty
 */
record Installation(
    URI gateway,
    String token,
    String tenantId,
    Cluster cluster,
    Map<String, ProcessHandle> processes) {

  private static final int HTTP_PORT = 80;

  Installation {
    if (!"http".equals(gateway.getScheme()) || gateway.getHost() == null) {
      throw new IllegalArgumentException(
          "Expected the gateway's URL to be http://HOST:PORT, but it is \"" + gateway + '"');
    }
  }

  InetSocketAddress gatewayAddress() {
    int port = gateway.getPort() < 0 ? HTTP_PORT : gateway.getPort();
    return new InetSocketAddress(gateway.getHost(), port);
  }
}
