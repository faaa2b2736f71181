package dev.drydock.local;

import dev.drydock.local.process.JavaCommand;
import dev.drydock.local.process.ProcessSpec;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How each service is run: the configuration keys that the services and the stack share. */
final class ServiceCommands {

  private final StackSettings settings;
  private final DataDirectory directory;
  private final Infrastructure infrastructure;
  private final LocalIdentity identity;

  ServiceCommands(
      StackSettings settings,
      DataDirectory directory,
      Infrastructure infrastructure,
      LocalIdentity identity) {
    this.settings = settings;
    this.directory = directory;
    this.infrastructure = infrastructure;
    this.identity = identity;
  }

  /** Checks that the services are built; throws {@link IllegalStateException}. */
  static void checkBuilt(StackSettings settings) {
    for (Service service : settings.services()) {
      Path jar = service.jar(settings.projectDirectory());
      if (!Files.isRegularFile(jar)) {
        throw new IllegalStateException(
            "Expected the "
                + service.moduleName()
                + " in \""
                + jar
                + "\" but it is not there: build it with `mvn -Dquick package`");
      }
    }
  }

  ProcessSpec of(Service service) {
    List<String> arguments =
        properties(service).entrySet().stream()
            .map(property -> "--" + property.getKey() + "=" + property.getValue())
            .toList();
    Map<String, String> environment = new HashMap<>(settings.jvmProfile().environment());
    environment.putAll(secrets(service));
    String name = service.moduleName();
    return new ProcessSpec(
        name,
        JavaCommand.ofJar(jvmOptions(), service.jar(settings.projectDirectory()), arguments),
        environment,
        directory.log(name),
        directory.record(name),
        URI.create(
            "http://127.0.0.1:" + settings.ports().of(service) + "/actuator/health/readiness"),
        ProcessSpec.STOP_TIMEOUT);
  }

  private List<String> jvmOptions() {
    List<String> options = new ArrayList<>(settings.jvmProfile().options());
    options.add("-Djava.io.tmpdir=" + directory.temporary());
    return options;
  }

  private Map<String, String> properties(Service service) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("server.address", "127.0.0.1");
    properties.put("server.port", Integer.toString(settings.ports().of(service)));
    properties.put("drydock.kafka.bootstrap-servers", infrastructure.bootstrapServers());
    properties.put("drydock.kafka.schema-registry-url", infrastructure.registryUrl());
    properties.put("drydock.kafka.topic-prefix", settings.topics().prefix());
    properties.putAll(ownProperties(service));
    properties.putAll(settings.serviceProperties().getOrDefault(service, Map.of()));
    return properties;
  }

  private Map<String, String> ownProperties(Service service) {
    return switch (service) {
      case API_GATEWAY -> gatewayProperties();
      case DEVICE_DISPATCHER ->
          Map.of(
              "drydock.stream.state-dir",
              directory.state(service).toString(),
              "drydock.dispatcher.advertised-address",
              "127.0.0.1:" + settings.ports().dispatcher(),
              "drydock.dispatcher.ddi.token-secret-location",
              identity.deviceTokenSecret().toUri().toString());
      case OPERATION_SERVICE ->
          Map.of("drydock.stream.state-dir", directory.state(service).toString());
      case STATUS_PROJECTOR ->
          Map.of(
              "drydock.projector.database.url", infrastructure.database().url(),
              "drydock.projector.database.username", infrastructure.database().username());
    };
  }

  private Map<String, String> gatewayProperties() {
    return Map.of(
        "drydock.gateway.view.url",
        "http://127.0.0.1:" + settings.ports().projector(),
        "drydock.gateway.security.issuer",
        LocalIdentity.ISSUER,
        "drydock.gateway.security.audience",
        LocalIdentity.AUDIENCE,
        "drydock.gateway.security.public-key-location",
        identity.publicKey().toUri().toString(),
        "drydock.gateway.paging.secret-location",
        identity.pagingSecret().toUri().toString());
  }

  /** Others of this machine can read a command line, but not an environment. */
  private Map<String, String> secrets(Service service) {
    return service == Service.STATUS_PROJECTOR
        ? Map.of("DRYDOCK_PROJECTOR_DATABASE_PASSWORD", infrastructure.database().password())
        : Map.of();
  }
}
