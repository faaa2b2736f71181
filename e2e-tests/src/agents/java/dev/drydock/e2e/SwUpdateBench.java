package dev.drydock.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drydock.e2e.SwUpdateAgent.Confirmation;
import dev.drydock.local.Service;
import java.time.Duration;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One device with SWUpdate, what it may install, and a caller who asks for it. */
final class SwUpdateBench implements AutoCloseable, AfterTestExecutionCallback {

  static final int SMALL = 4_000;

  /** With {@link #PAUSE_MS} after each 16 KiB, it downloads for half a minute. */
  static final int LARGE = 5_000_000;

  private static final long PAUSE_MS = 100;
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final String TENANT = "swupdate";

  private final String version = "v-" + UUID.randomUUID();
  private final Release release = new Release("firmware", version);
  private final ImageMaker maker = ImageMaker.of("image-maker");
  private final ArtifactServer artifacts = ArtifactServer.start();
  private final GraphClient caller;
  private final DdiDevice device;
  private final SwUpdateAgent agent;

  SwUpdateBench(Installation drydock) {
    caller = drydock.caller(TENANT);
    device = drydock.ddiDevice(TENANT);
    agent =
        SwUpdateAgent.of(
            TENANT,
            device.id(),
            drydock.url(Service.DEVICE_DISPATCHER),
            drydock.deviceToken(TENANT, device.id()),
            maker.certificate());
  }

  /** What the agent printed stands beside the failure. */
  @Override
  public void afterTestExecution(ExtensionContext context) {
    context
        .getExecutionException()
        .ifPresent(e -> e.addSuppressed(new AssertionError("It printed:\n" + agent.printed())));
  }

  @Override
  public void close() {
    try (artifacts) {
      agent.close();
    }
  }

  String version() {
    return version;
  }

  GraphClient caller() {
    return caller;
  }

  DdiDevice device() {
    return device;
  }

  SwUpdateAgent agent() {
    return agent;
  }

  ArtifactServer artifacts() {
    return artifacts;
  }

  /** Waits until the agent downloads. */
  void awaitDownload() {
    await("begin of the download").atMost(TIMEOUT).until(() -> artifacts.begun() > 0);
  }

  /** Makes downloads slow. */
  void slowDown() {
    artifacts.slowDown(PAUSE_MS);
  }

  void startAgent() {
    agent.start(Confirmation.NONE);
    awaitDevice("/attributes/serialNo", device.id());
  }

  SignedImage image(byte[] content) {
    return SignedImage.ofFile(version, agent.installed(), content);
  }

  void publish(SignedImage image) {
    publish(image.signedBy(maker));
  }

  void publish(byte[] image) {
    Answer published = caller.publish(release, artifacts.publish("update.swu", image));
    assertThat(published.status()).isLessThan(300);
  }

  Answer request() {
    return caller.accepted(device.id(), release);
  }

  /** The agent says that it is done only after the next start. */
  void awaitInstalled(Answer accepted) {
    await("installation by " + accepted.location())
        .atMost(TIMEOUT)
        .until(() -> caller.history(accepted.location()).text().contains("All Chunks Installed."));
    assertThat(caller.get(accepted.location()).member("/status")).isEqualTo("inProgress");
  }

  void awaitDevice(String pointer, String value) {
    await(pointer + " of device " + device.id())
        .atMost(TIMEOUT)
        .failFast(
            "Expected swupdate to run, but it does not: install Debian's package swupdate (2022.12"
                + " or newer), or leave out the profile agents",
            agent::hasDied)
        .until(() -> shown().member(pointer), value::equals);
  }

  Answer shown() {
    return caller.get(caller.device(device.id()));
  }

  static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random().nextBytes(bytes);
    return bytes;
  }
}
