package dev.drydock.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drydock.check.LogChecker;
import dev.drydock.check.rules.AnsweredAck;
import dev.drydock.check.rules.CheckOptions;
import dev.drydock.check.rules.CheckReport;
import dev.drydock.local.LocalIdentity;
import dev.drydock.local.LocalStack;
import dev.drydock.local.Ports;
import dev.drydock.local.Service;
import dev.drydock.local.StackProgress;
import dev.drydock.local.StackSettings;
import dev.drydock.local.TokenRequest;
import dev.drydock.local.process.ServiceProcess;
import dev.drydock.schemas.DeviceKey;
import dev.drydock.schemas.TopicNames;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A whole installation that tests call as its users do. Thread-safe. */
final class Installation implements AutoCloseable {

  /** The shortest deadline that a caller may ask for here. */
  static final Duration SHORTEST_DEADLINE = Duration.ofSeconds(1);

  static final int PARTITIONS = 4;
  static final String READ = "TeamworkDevice.Read.All";
  static final String READ_WRITE = "TeamworkDevice.ReadWrite.All";

  private static final Duration TOKEN_LIFETIME = Duration.ofHours(1);
  private static final Duration QUIET_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration READY_TIMEOUT = Duration.ofSeconds(90);

  private final KafkaChoice kafka;
  private final LocalStack stack;
  private final KafkaBridge bridge;
  private final Set<String> readyTenants = ConcurrentHashMap.newKeySet();
  private final List<DdiDevice> ddiDevices = new CopyOnWriteArrayList<>();
  private final Thread hook = new Thread(this::end, "end-of-installation");

  private Installation(KafkaChoice kafka, LocalStack stack, KafkaBridge bridge) {
    this.kafka = kafka;
    this.stack = stack;
    this.bridge = bridge;
    // where the tests are told to end
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Starts everything; returns when it does its work. */
  static Installation start(Path directory) {
    return start(directory, Map.of());
  }

  /** Starts everything, with settings of services that win over those of the tests. */
  static Installation start(Path directory, Map<Service, Map<String, String>> ofServices) {
    KafkaChoice kafka = KafkaChoice.start();
    StackSettings.Builder settings = settings(directory, kafka);
    ofServices.forEach(
        (service, values) ->
            values.forEach((key, value) -> settings.serviceProperty(service, key, value)));
    LocalStack stack = new LocalStack(settings.build());
    try {
      stack.start(StackProgress.NONE);
      KafkaBridge bridge = new KafkaBridge(stack.bootstrapServers(), stack.registryUrl());
      return new Installation(kafka, stack, bridge);
    } catch (RuntimeException e) {
      stack.close();
      kafka.close();
      throw e;
    }
  }

  private static StackSettings.Builder settings(Path directory, KafkaChoice kafka) {
    return StackSettings.builder(directory, Path.of(System.getProperty("drydock.project")))
        .ports(Ports.free())
        .partitions(PARTITIONS)
        .broker(kafka.broker())
        .serviceProperty(
            Service.API_GATEWAY, "drydock.gateway.deadlines.min", SHORTEST_DEADLINE.toString())
        // on a busy machine, too, an answer is to be the dock's decision and not that it is late
        .serviceProperty(Service.API_GATEWAY, "drydock.gateway.admission.decision-wait", "10s")
        // thousands of requests at once come from one application here
        .serviceProperty(
            Service.API_GATEWAY, "drydock.gateway.throttle.writes-per-period", "100000")
        .serviceProperty(Service.API_GATEWAY, "drydock.gateway.throttle.reads-per-period", "100000")
        .serviceProperty(Service.API_GATEWAY, "drydock.gateway.throttle.caller-share", "1")
        // agents come as often as they are told to
        .serviceProperty(Service.DEVICE_DISPATCHER, "drydock.dispatcher.ddi.polling.interval", "1s")
        .serviceProperty(
            Service.DEVICE_DISPATCHER, "drydock.dispatcher.ddi.polling.waiting-interval", "1s");
  }

  /** Returns a caller with all permissions, in whose tenant's catalogue the releases are. */
  GraphClient caller(String tenantId) {
    GraphClient caller = callerWith(tenantId, List.of(READ_WRITE));
    if (!readyTenants.contains(tenantId)) {
      List.of(Release.TEAMS, Release.FIRMWARE)
          .forEach(
              release ->
                  await("release in the catalogue of " + tenantId)
                      .atMost(QUIET_TIMEOUT)
                      .pollDelay(Duration.ZERO)
                      .until(() -> caller.publish(release).status() < 300));
      readyTenants.add(tenantId);
    }
    return caller;
  }

  /** Returns a caller with these permissions. */
  GraphClient callerWith(String tenantId, List<String> permissions) {
    return callerWith(tenantId, token(stack.identity(), tenantId, permissions, Instant.now()));
  }

  /** Returns a caller with any token. */
  GraphClient callerWith(String tenantId, String token) {
    return new GraphClient(stack.url(Service.API_GATEWAY), tenantId, token);
  }

  /** Returns a token of one more application of a tenant, with all permissions. */
  String tokenOf(String tenantId, String applicationId) {
    TokenRequest request =
        new TokenRequest(
            tenantId, applicationId, applicationId, List.of(READ_WRITE), TOKEN_LIFETIME);
    return stack.identity().mint(request, Instant.now());
  }

  /** Returns a token that ended an hour ago. */
  String expiredToken(String tenantId) {
    Instant then = Instant.now().minus(TOKEN_LIFETIME.multipliedBy(2));
    return token(stack.identity(), tenantId, List.of(READ_WRITE), then);
  }

  /** Returns a token that is right in all but its signature. */
  static String forgedToken(Path directory, String tenantId) {
    return token(LocalIdentity.of(directory), tenantId, List.of(READ_WRITE), Instant.now());
  }

  /** Returns a new device, registered by the caller. */
  KafkaDevice registeredDevice(GraphClient caller) {
    KafkaDevice device = device(caller.tenantId(), newDeviceId());
    register(caller, device.id());
    return device;
  }

  /** Returns a new device that polls for its updates, registered by the caller. */
  KafkaDevice registeredDdiDevice(GraphClient caller) {
    KafkaDevice device = device(caller.tenantId(), newDeviceId());
    awaitRegistration(device.id(), () -> caller.registerDdi(device.id()));
    return device;
  }

  /** Registers a device; as a caller does that is told to retry later. */
  static void register(GraphClient caller, String deviceId) {
    awaitRegistration(deviceId, () -> caller.register(deviceId));
  }

  private static void awaitRegistration(String deviceId, Supplier<Answer> registration) {
    await("registration of device " + deviceId)
        .atMost(QUIET_TIMEOUT)
        .pollDelay(Duration.ZERO)
        .until(() -> registration.get().status(), status -> status == 200 || status == 201);
  }

  /** Returns a device behind the bridge, registered or not. */
  KafkaDevice device(String tenantId, String deviceId) {
    return bridge.device(new DeviceKey(tenantId, deviceId));
  }

  /** Returns a new device that polls for its updates, and is not registered. */
  DdiDevice ddiDevice(String tenantId) {
    return ddiDevice(tenantId, newDeviceId());
  }

  /** Returns a device that polls for its updates. */
  DdiDevice ddiDevice(String tenantId, String deviceId) {
    return ddiDevice(tenantId, deviceId, () -> stack.url(Service.DEVICE_DISPATCHER));
  }

  /** Returns a device that polls for its updates, each time to the dispatcher it is told. */
  DdiDevice ddiDevice(String tenantId, String deviceId, Supplier<String> dispatcher) {
    DdiDevice device =
        new DdiDevice(
            new DeviceKey(tenantId, deviceId),
            dispatcher,
            "TargetToken " + deviceToken(tenantId, deviceId));
    ddiDevices.add(device);
    return device;
  }

  /** Returns a new device that has come for the first time and is known since. */
  DdiDevice knownDdiDevice(GraphClient caller) {
    DdiDevice device = ddiDevice(caller.tenantId());
    awaitKnown(caller, device);
    return device;
  }

  /** Lets devices come until a caller can see them. */
  static void awaitKnown(GraphClient caller, DdiDevice device) {
    await("device " + device.id() + " to be known")
        .atMost(QUIET_TIMEOUT)
        .pollDelay(Duration.ZERO)
        .until(
            () -> {
              device.poll();
              return caller.get(caller.device(device.id())).status();
            },
            status -> status == 200);
  }

  /** Returns the file by which dispatchers know the devices' tokens. */
  URI deviceTokenSecret() {
    return stack.identity().deviceTokenSecret().toUri();
  }

  /** Returns what a device is let in with. */
  String deviceToken(String tenantId, String deviceId) {
    return stack.identity().deviceToken(tenantId, deviceId);
  }

  /** Returns a name that no device has. */
  static String newDeviceId() {
    return "room-" + UUID.randomUUID();
  }

  ServiceProcess service(Service service) {
    return stack.service(service);
  }

  /** Kills services all at once, as a crash would; returns when they do their work again. */
  void crash(Service... services) {
    List.of(services).forEach(service -> service(service).kill());
    startAgain(services);
  }

  /** Starts services after their end; returns when they do their work. */
  void startAgain(Service... services) {
    List.of(services).forEach(service -> service(service).start());
    List.of(services).forEach(service -> service(service).awaitReady(READY_TIMEOUT));
  }

  /** Returns a service's base URL, without a slash at its end. */
  String url(Service service) {
    return stack.url(service);
  }

  /** Returns the file that tells which tokens are genuine. */
  Path publicKey() {
    return stack.identity().publicKey();
  }

  String bootstrapServers() {
    return stack.bootstrapServers();
  }

  String registryUrl() {
    return stack.registryUrl();
  }

  /** Lets each device reject whatever it was ever told; what is over stays as it ended. */
  void rejectEverything() {
    bridge.devices().forEach(KafkaDevice::rejectEverything);
    ddiDevices.forEach(DdiDevice::rejectEverything);
  }

  /** Waits until everything has ended, and checks that the log breaks no promise. */
  CheckReport assertPromisesKept() {
    var last = new AtomicReference<CheckReport>();
    await("a log that breaks no promise")
        .atMost(QUIET_TIMEOUT)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () -> {
              last.set(check());
              assertThat(last.get().violations()).isEmpty();
            });
    return last.get();
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(hook);
    end();
  }

  private void end() {
    bridge.close();
    stack.close();
    kafka.close();
  }

  private CheckReport check() {
    return LogChecker.check(
        Map.of("bootstrap.servers", bootstrapServers()),
        new TopicNames(""),
        registryUrl(),
        CheckOptions.running(Instant.now())
            .withQuiet(true)
            .withComplete(true)
            .withAnsweredAcks(answered()));
  }

  private List<AnsweredAck> answered() {
    return Stream.concat(
            bridge.answered().stream(), ddiDevices.stream().flatMap(d -> d.answered().stream()))
        .toList();
  }

  private static String token(
      LocalIdentity identity, String tenantId, List<String> permissions, Instant now) {
    return identity.mint(
        new TokenRequest(tenantId, "e2e-tests", "End-to-end tests", permissions, TOKEN_LIFETIME),
        now);
  }
}
