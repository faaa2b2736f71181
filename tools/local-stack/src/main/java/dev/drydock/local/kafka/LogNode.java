package dev.drydock.local.kafka;

import dev.drydock.local.registry.LocalRegistry;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Broker and schema registry in one JVM of their own, for a stack that outlives a test.
 *
 * <p>Arguments: {@code --data DIR --kafka-port N --controller-port N --registry-port N}, and any
 * number of {@code --broker-setting KEY=VALUE}. One line on the standard output says that both take
 * requests. SIGTERM and SIGINT end it cleanly, the registry first.
 *
 * <p>Exit codes: 2 for wrong arguments, 1 when broker or registry cannot start; the reason is one
 * line on the standard error.
 */
public final class LogNode {

  private LogNode() {}

  /** Starts both and returns; the process goes on until it is told to end. */
  public static void main(String[] args) {
    try {
      run(Arguments.parse(List.of(args)));
    } catch (IllegalArgumentException e) {
      fail(2, e);
    } catch (RuntimeException e) {
      fail(1, e);
    }
  }

  private static void run(Arguments arguments) {
    var kafka =
        LocalKafka.start(
            arguments.directory(),
            arguments.kafkaPort(),
            arguments.controllerPort(),
            arguments.brokerSettings());
    LocalRegistry registry;
    try {
      registry = LocalRegistry.start(kafka.bootstrapServers(), arguments.registryPort());
    } catch (RuntimeException e) {
      kafka.close();
      throw e;
    }
    Runnable end =
        () -> {
          registry.close();
          kafka.close();
        };
    Runtime.getRuntime().addShutdownHook(new Thread(end, "log-node-end"));
    System.out.println("ready: Kafka " + kafka.bootstrapServers() + ", registry " + registry.url());
  }

  private static void fail(int exitCode, RuntimeException cause) {
    System.err.println(cause.getMessage());
    System.exit(exitCode);
  }

  private record Arguments(
      Path directory,
      int kafkaPort,
      int controllerPort,
      int registryPort,
      Map<String, String> brokerSettings) {

    static Arguments parse(List<String> arguments) {
      Map<String, String> options = new HashMap<>();
      Map<String, String> brokerSettings = new HashMap<>();
      for (int i = 0; i + 1 < arguments.size(); i += 2) {
        String value = arguments.get(i + 1);
        if (arguments.get(i).equals("--broker-setting")) {
          int equals = value.indexOf('=');
          if (equals < 1) {
            throw new IllegalArgumentException(
                "Expected --broker-setting KEY=VALUE but it is \"" + value + '"');
          }
          brokerSettings.put(value.substring(0, equals), value.substring(equals + 1));
        } else {
          options.put(arguments.get(i), value);
        }
      }
      return new Arguments(
          Path.of(required(options, "--data")),
          port(options, "--kafka-port"),
          port(options, "--controller-port"),
          port(options, "--registry-port"),
          brokerSettings);
    }

    private static int port(Map<String, String> options, String name) {
      try {
        return Integer.parseInt(required(options, name));
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(
            "Expected a port number after " + name + " but it is \"" + options.get(name) + '"', e);
      }
    }

    private static String required(Map<String, String> options, String name) {
      String value = options.get(name);
      if (value == null) {
        throw new IllegalArgumentException("Expected the option " + name + " with a value");
      }
      return value;
    }
  }
}
