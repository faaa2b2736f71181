package dev.drydock.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

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

  private static final int LOWEST_FREE = 10_000;
  private static final int BLOCKS = 200;
  private static final int BLOCK_SIZE = 100;

  /**
   * Returns ports that no process listens on now. They lie below those that a system gives to
   * programs that asks for any, and each process looks in a block of its own, so they are most
   * likely free until they are used.
   */
  public static Ports free() {
    int block = (int) (ProcessHandle.current().pid() % BLOCKS);
    int port = LOWEST_FREE + block * BLOCK_SIZE + ThreadLocalRandom.current().nextInt(BLOCK_SIZE);
    int[] p = new int[8];
    for (int found = 0; found < p.length; port++) {
      if (isFree(port)) {
        p[found++] = port;
      }
    }
    return new Ports(p[0], p[1], p[2], p[3], p[4], p[5], p[6], p[7]);
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
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
