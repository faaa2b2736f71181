package dev.drydock.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Finds out before anything is started whether the ports are free. */
final class PortCheck {

  /** A port, who wants it, and the command line's option for it. */
  private record Wanted(int port, String by, String option) {}

  private PortCheck() {}

  /** Checks the ports that a stack uses; throws {@link IllegalStateException} for the first. */
  static void check(StackSettings settings) {
    for (Wanted wanted : wanted(settings)) {
      try (var socket = new ServerSocket(wanted.port(), 1, InetAddress.getLoopbackAddress())) {
        assert socket.isBound();
      } catch (IOException e) {
        throw new IllegalStateException(
            "Expected port "
                + wanted.port()
                + " to be free for "
                + wanted.by()
                + " but it is in use: end the program that listens there, or choose another port"
                + " with "
                + wanted.option(),
            e);
      }
    }
  }

  private static List<Wanted> wanted(StackSettings settings) {
    Ports ports = settings.ports();
    List<Wanted> wanted = new ArrayList<>();
    if (!(settings.broker() instanceof Broker.Elsewhere)) {
      wanted.add(new Wanted(ports.kafka(), "Kafka", "--kafka-port"));
      wanted.add(new Wanted(ports.controller(), "Kafka's controller", "--controller-port"));
    }
    wanted.add(new Wanted(ports.registry(), "the schema registry", "--registry-port"));
    if (settings.database() == null) {
      wanted.add(new Wanted(ports.postgres(), "PostgreSQL", "--postgres-port"));
    }
    for (Service service : settings.services()) {
      wanted.add(new Wanted(ports.of(service), "the " + service.moduleName(), option(service)));
    }
    return wanted;
  }

  private static String option(Service service) {
    return switch (service) {
      case API_GATEWAY -> "--gateway-port";
      case DEVICE_DISPATCHER -> "--dispatcher-port";
      case OPERATION_SERVICE -> "--operation-port";
      case STATUS_PROJECTOR -> "--projector-port";
    };
  }
}
