package dev.drydock.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/**
 * The TCP ports of a local installation, all on the loopback address.
 *
 * @param gateway the public API
 * @param dispatcher the devices' side
 * @param projector the view
 * @param operation the operation service's health and metrics
 * @param registry the schema registry
 * @param kafka the broker
 * @param controller the broker's own quorum
 * @param postgres the database
 */
public record Ports(
    int gateway,
    int dispatcher,
    int projector,
    int operation,
    int registry,
    int kafka,
    int controller,
    int postgres) {

  /** The ports unless others are chosen. */
  public static final Ports DEFAULT = new Ports(8080, 8081, 8082, 8083, 8085, 9092, 9093, 5433);

  /** Returns ports that nobody listens on now. */
  public static Ports free() {
    List<ServerSocket> held = new ArrayList<>();
    try {
      // all are held until the last is found, so they differ
      for (int i = 0; i < 8; i++) {
        held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      int[] p = held.stream().mapToInt(ServerSocket::getLocalPort).toArray();
      for (ServerSocket socket : held) {
        socket.close();
      }
      return new Ports(p[0], p[1], p[2], p[3], p[4], p[5], p[6], p[7]);
    } catch (IOException e) {
      throw new IllegalStateException("Expected to find free ports but could not", e);
    }
  }

  /** Returns a service's port. */
  public int of(Service service) {
    return switch (service) {
      case API_GATEWAY -> gateway;
      case DEVICE_DISPATCHER -> dispatcher;
      case OPERATION_SERVICE -> operation;
      case STATUS_PROJECTOR -> projector;
    };
  }
}
