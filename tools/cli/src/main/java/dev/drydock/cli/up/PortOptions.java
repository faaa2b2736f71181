package dev.drydock.cli.up;

import dev.drydock.local.Ports;
import picocli.CommandLine.Option;

/** The options that choose where the parts of an installation listen; a mixin. */
final class PortOptions {

  @Option(
      names = "--gateway-port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "The public API (default: ${DEFAULT-VALUE}).")
  private int gateway;

  @Option(
      names = "--dispatcher-port",
      paramLabel = "PORT",
      defaultValue = "8081",
      description = "The devices' side (default: ${DEFAULT-VALUE}).")
  private int dispatcher;

  @Option(
      names = "--projector-port",
      paramLabel = "PORT",
      defaultValue = "8082",
      description = "The view (default: ${DEFAULT-VALUE}).")
  private int projector;

  @Option(
      names = "--operation-port",
      paramLabel = "PORT",
      defaultValue = "8083",
      description = "The operation service's health and metrics (default: ${DEFAULT-VALUE}).")
  private int operation;

  @Option(
      names = "--registry-port",
      paramLabel = "PORT",
      defaultValue = "8085",
      description = "The schema registry (default: ${DEFAULT-VALUE}).")
  private int registry;

  @Option(
      names = "--kafka-port",
      paramLabel = "PORT",
      defaultValue = "9092",
      description = "Kafka (default: ${DEFAULT-VALUE}).")
  private int kafka;

  @Option(
      names = "--controller-port",
      paramLabel = "PORT",
      defaultValue = "9093",
      description = "Kafka's own quorum (default: ${DEFAULT-VALUE}).")
  private int controller;

  @Option(
      names = "--postgres-port",
      paramLabel = "PORT",
      defaultValue = "5433",
      description = "PostgreSQL (default: ${DEFAULT-VALUE}).")
  private int postgres;

  /** Returns the ports; throws {@link IllegalArgumentException} when one is no port. */
  Ports ports() {
    return new Ports(
        port(gateway),
        port(dispatcher),
        port(projector),
        port(operation),
        port(registry),
        port(kafka),
        port(controller),
        port(postgres));
  }

  private static int port(int number) {
    if (number < 1 || number > 65_535) {
      throw new IllegalArgumentException("Expected a port from 1 to 65535, but it is " + number);
    }
    return number;
  }
}
