package dev.drydock.local.tiny;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * Stands in for a service: prints its arguments and becomes ready. {@code --tiny.exit=N} lets it
 * end at once, {@code --tiny.ready=false} never be ready, {@code --tiny.stubborn=true} ignore
 * SIGTERM.
 */
public final class TinyService {

  private TinyService() {}

  public static void main(String[] args) throws IOException {
    List<String> arguments = List.of(args);
    System.out.println("arguments " + arguments);
    System.out.println("password " + System.getenv("DRYDOCK_PROJECTOR_DATABASE_PASSWORD"));
    String exit = value(arguments, "tiny.exit", "");
    if (!exit.isEmpty()) {
      System.err.println("cannot go on");
      System.exit(Integer.parseInt(exit));
    }
    if (value(arguments, "tiny.stubborn", "false").equals("true")) {
      Runtime.getRuntime().addShutdownHook(new Thread(TinyService::waitForEver));
    }
    int status = value(arguments, "tiny.ready", "true").equals("true") ? 200 : 503;
    int port = Integer.parseInt(value(arguments, "server.port", ""));
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
    server.createContext(
        "/actuator/health/readiness",
        exchange -> {
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
  }

  private static String value(List<String> arguments, String key, String otherwise) {
    String prefix = "--" + key + "=";
    return arguments.stream()
        .filter(argument -> argument.startsWith(prefix))
        .map(argument -> argument.substring(prefix.length()))
        .reduce((first, last) -> last)
        .orElse(otherwise);
  }

  private static void waitForEver() {
    try {
      Thread.currentThread().join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
