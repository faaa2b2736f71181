package dev.drydock.e2e;

import dev.drydock.local.LocalIdentity;
import dev.drydock.local.Ports;
import dev.drydock.local.Service;
import dev.drydock.local.process.JavaCommand;
import dev.drydock.local.process.JvmProfile;
import dev.drydock.local.process.ProcessSpec;
import dev.drydock.local.process.ServiceProcess;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One more gateway of an installation, as the world sees one: it speaks TLS, for the JavaScript
 * client sends its token over nothing else, and it lets an application write only now and then.
 */
final class TlsGateway implements AutoCloseable {

  /** So many writes of one application pass in each period. */
  static final int WRITES_PER_PERIOD = 10;

  private static final Duration PERIOD = Duration.ofSeconds(2);
  private static final Duration READY_TIMEOUT = Duration.ofSeconds(60);
  private static final String NAME = "tls-gateway";

  private final ServiceProcess process;
  private final Certificate certificate;
  private final int port;

  private TlsGateway(ServiceProcess process, Certificate certificate, int port) {
    this.process = process;
    this.certificate = certificate;
    this.port = port;
  }

  /** Starts one; returns when it does its work. */
  static TlsGateway start(Installation drydock) {
    Path directory = StackDirectory.empty(NAME).toAbsolutePath();
    Certificate certificate = Certificate.make(directory);
    Ports ports = Ports.free();
    Map<String, String> properties = new LinkedHashMap<>(ofInstallation(drydock));
    properties.putAll(ofItself(certificate, ports));
    var process = new ServiceProcess(spec(directory, ports, properties));
    var gateway = new TlsGateway(process, certificate, ports.gateway());
    try {
      process.start();
      process.awaitReady(READY_TIMEOUT);
      return gateway;
    } catch (RuntimeException e) {
      gateway.close();
      throw e;
    }
  }

  /** Where it is, without a slash at the end. */
  String url() {
    return "https://127.0.0.1:" + port;
  }

  /** Whom its callers have to trust. */
  Certificate certificate() {
    return certificate;
  }

  @Override
  public void close() {
    process.close();
  }

  private static ProcessSpec spec(Path directory, Ports ports, Map<String, String> properties) {
    Path project = Path.of(System.getProperty("drydock.project")).toAbsolutePath().normalize();
    String module = Service.API_GATEWAY.moduleName();
    Path jar = project.resolve(Path.of(module, "target", "app", module + ".jar"));
    List<String> arguments =
        properties.entrySet().stream().map(p -> "--" + p.getKey() + '=' + p.getValue()).toList();
    return new ProcessSpec(
        NAME,
        JavaCommand.ofJar(JvmProfile.LEAN.options(), jar, arguments),
        JvmProfile.LEAN.environment(),
        directory.resolve(NAME + ".log"),
        directory.resolve(NAME + ".pid"),
        URI.create("http://127.0.0.1:" + ports.operation() + "/actuator/health/readiness"),
        ProcessSpec.STOP_TIMEOUT);
  }

  private static Map<String, String> ofInstallation(Installation drydock) {
    return Map.of(
        "drydock.kafka.bootstrap-servers", drydock.bootstrapServers(),
        "drydock.kafka.schema-registry-url", drydock.registryUrl(),
        "drydock.gateway.view.url", drydock.url(Service.STATUS_PROJECTOR),
        "drydock.gateway.security.issuer", LocalIdentity.ISSUER,
        "drydock.gateway.security.audience", LocalIdentity.AUDIENCE,
        "drydock.gateway.security.public-key-location", drydock.publicKey().toUri().toString(),
        "drydock.gateway.admission.decision-wait", "10s");
  }

  private static Map<String, String> ofItself(Certificate certificate, Ports ports) {
    return Map.of(
        "server.port", Integer.toString(ports.gateway()),
        "server.ssl.key-store", certificate.keyStore().toUri().toString(),
        "server.ssl.key-store-password", Certificate.PASSWORD,
        // the operator's questions stay on a port of their own, without TLS
        "management.server.address", "127.0.0.1",
        "management.server.port", Integer.toString(ports.operation()),
        "management.server.ssl.enabled", "false",
        "drydock.gateway.throttle.writes-per-period", Integer.toString(WRITES_PER_PERIOD),
        "drydock.gateway.throttle.period", PERIOD.toString());
  }
}
