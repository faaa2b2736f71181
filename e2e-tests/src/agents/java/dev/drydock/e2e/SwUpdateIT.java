package dev.drydock.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drydock.e2e.SwUpdateAgent.Confirmation;
import dev.drydock.local.Service;
import java.time.Duration;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;

/** SWUpdate as Debian has it, unchanged, updates a device by what Drydock tells it. */
@ExtendWith(SharedInstallation.class)
class SwUpdateIT {

  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final int SMALL = 4_000;

  /** With {@link #PAUSE_MS} after each 16 KiB, it downloads for half a minute. */
  private static final int LARGE = 5_000_000;

  private static final long PAUSE_MS = 100;

  private static ImageMaker maker;

  private final String version = "v-" + UUID.randomUUID();
  private final Release release = new Release("firmware", version);
  private final ArtifactServer artifacts = ArtifactServer.start();
  private final Installation drydock;
  private final GraphClient caller;
  private final DdiDevice device;
  private final SwUpdateAgent agent;

  SwUpdateIT(Installation drydock) {
    this.drydock = drydock;
    caller = drydock.caller("swupdate");
    device = drydock.ddiDevice("swupdate");
    agent =
        SwUpdateAgent.of(
            "swupdate",
            device.id(),
            drydock.url(Service.DEVICE_DISPATCHER),
            drydock.deviceToken("swupdate", device.id()),
            maker.certificate());
  }

  @RegisterExtension final AfterTestExecutionCallback log = this::showLog;

  @BeforeAll
  static void makeKeys() {
    maker = ImageMaker.of("image-maker");
  }

  @AfterEach
  void close() {
    agent.close();
    artifacts.close();
  }

  @Test
  void shouldSucceedWhenTheImageIsSigned() {
    // given
    byte[] content = bytes(SMALL);
    publish(image(content));
    startAgent();
    Answer accepted = request();
    awaitInstalled(accepted);

    // when
    agent.restart(Confirmation.SUCCESS);

    // then
    Answer end = caller.awaitEnd(accepted.location());
    assertThat(end.member("/status")).isEqualTo("successful");
    assertThat(end.member("/lastActionBy/device/id")).isEqualTo(device.id());
    assertThat(agent.installed()).hasBinaryContent(content);
    assertThat(caller.history(accepted.location()).text()).contains("All Chunks Installed.");
    awaitDevice("/softwareVersions/firmware", version);
    assertThat(shown().member("/attributes/serialNo")).isEqualTo(device.id());
    assertThat(shown().member("/channel")).isEqualTo("ddi");
    Answer next = request();
    awaitInstalled(next);
    agent.restart(Confirmation.SUCCESS);
    caller.awaitStatus(next.location(), "successful");
  }

  @Test
  void shouldFailWhenTheDeviceHasGoneBack() {
    // given
    publish(image(bytes(SMALL)));
    startAgent();
    Answer accepted = request();
    awaitInstalled(accepted);

    // when
    agent.restart(Confirmation.FAILURE);

    // then
    assertFailed(accepted, "Update Failed.");
    assertThat(shown().member("/softwareVersions/firmware")).isEmpty();
  }

  @Test
  void shouldFailWhenAStrangerSignedTheImage() {
    // given
    publish(image(bytes(SMALL)).signedBy(ImageMaker.of("stranger")));
    startAgent();

    // when
    Answer accepted = request();

    // then
    assertFailed(accepted, "No suitable .swu image found");
    assertThat(caller.history(accepted.location()).text())
        .contains("Authentication of all signatures failed");
    assertThat(agent.installed()).doesNotExist();
  }

  @Test
  void shouldFailWhenTheFileIsNotTheOneThatWasSigned() {
    // given
    byte[] content = bytes(SMALL);
    String otherHash = Digests.sha256(bytes(SMALL));
    publish(SignedImage.ofFile(version, agent.installed(), content, otherHash));
    startAgent();

    // when
    Answer accepted = request();

    // then
    assertFailed(accepted, "No suitable .swu image found");
    assertThat(caller.history(accepted.location()).text()).contains("HASH mismatch");
  }

  @Test
  void shouldFailWhenTheImagesScriptFails() {
    // given
    publish(SignedImage.ofScript(version, "#!/bin/sh\necho 'disk \"sda\" is full' >&2\nexit 1\n"));
    startAgent();

    // when
    Answer accepted = request();

    // then
    assertFailed(accepted, "No suitable .swu image found");
    assertThat(caller.history(accepted.location()).text()).contains("is full");
  }

  @Test
  void shouldBeGivenNothingWhenTheUpdateWasCancelledBefore() {
    // given
    publish(image(bytes(SMALL)));
    startAgent();
    agent.stop();
    Answer accepted = request();
    caller.cancel(accepted.location());

    // when
    agent.start(Confirmation.NONE);

    // then
    await("the agent's next polls")
        .atMost(TIMEOUT)
        .until(() -> agent.printed().split("No pending action", -1).length > 3);
    assertThat(caller.get(accepted.location()).member("/status")).isEqualTo("cancelled");
    assertThat(artifacts.begun()).isZero();
  }

  @Test
  void shouldStopTheDownloadWhenItIsCancelled() {
    // given
    publish(image(bytes(LARGE)));
    artifacts.slowDown(PAUSE_MS);
    startAgent();
    Answer accepted = request();
    await("begin of the download").atMost(TIMEOUT).until(() -> artifacts.begun() == 1);
    caller.awaitStatus(accepted.location(), "inProgress");

    // when
    Answer cancelled = caller.cancel(accepted.location());

    // then
    assertThat(cancelled.status()).isEqualTo(202);
    Answer end = caller.awaitEnd(accepted.location());
    assertThat(end.member("/status")).isEqualTo("cancelled");
    assertThat(end.member("/lastActionBy/device/id")).isEqualTo(device.id());
    assertThat(artifacts.completed()).isZero();
    assertThat(caller.history(accepted.location()).text()).contains("cancellation acknowledged.");
  }

  /** The agent says yes to each cancel that it hears of; only a device's own cares for more. */
  @Test
  void shouldBeCancelledWhenTheAgentWaitsForItsRestartOnly() {
    // given
    publish(image(bytes(SMALL)));
    startAgent();
    Answer accepted = request();
    awaitInstalled(accepted);

    // when
    caller.cancel(accepted.location());

    // then
    assertThat(caller.awaitEnd(accepted.location()).member("/status")).isEqualTo("cancelled");
    assertThat(agent.installed()).exists();
  }

  @Test
  void shouldSucceedWhenTheDispatcherDiesBeforeTheDeviceConfirms() {
    // given
    publish(image(bytes(SMALL)));
    startAgent();
    Answer accepted = request();
    awaitInstalled(accepted);

    // when
    drydock.service(Service.DEVICE_DISPATCHER).kill();
    agent.restart(Confirmation.SUCCESS);
    startAgain(Service.DEVICE_DISPATCHER);

    // then
    caller.awaitStatus(accepted.location(), "successful");
    assertThat(artifacts.begun()).isEqualTo(1);
  }

  @Test
  void shouldSucceedWhenAllOfDrydockDiesWhileTheDeviceDownloads() {
    // given
    byte[] content = bytes(LARGE / 4);
    publish(image(content));
    artifacts.slowDown(PAUSE_MS);
    startAgent();
    Answer accepted = request();
    await("begin of the download").atMost(TIMEOUT).until(() -> artifacts.begun() == 1);

    // when
    Stream.of(Service.values()).forEach(service -> drydock.service(service).kill());
    Stream.of(Service.values()).forEach(this::startAgain);

    // then
    await("the file to be installed")
        .atMost(TIMEOUT)
        .untilAsserted(() -> assertThat(agent.installed()).hasBinaryContent(content));
    agent.restart(Confirmation.SUCCESS);
    caller.awaitStatus(accepted.location(), "successful");
  }

  /** What the agent printed stands beside the failure. */
  private void showLog(ExtensionContext context) {
    context
        .getExecutionException()
        .ifPresent(e -> e.addSuppressed(new AssertionError("It printed:\n" + agent.printed())));
  }

  private void startAgent() {
    agent.start(Confirmation.NONE);
    awaitDevice("/attributes/serialNo", device.id());
  }

  private void startAgain(Service service) {
    drydock.service(service).start();
    drydock.service(service).awaitReady(TIMEOUT);
  }

  private SignedImage image(byte[] content) {
    return SignedImage.ofFile(version, agent.installed(), content);
  }

  private void publish(SignedImage image) {
    publish(image.signedBy(maker));
  }

  private void publish(byte[] image) {
    Answer published = caller.publish(release, artifacts.publish("update.swu", image));
    assertThat(published.status()).isLessThan(300);
  }

  private Answer request() {
    Answer accepted = caller.updateSoftware(device.id(), release);
    assertThat(accepted.status()).isEqualTo(202);
    return accepted;
  }

  /** The agent says that it is done only after the next start. */
  private void awaitInstalled(Answer accepted) {
    await("installation by " + accepted.location())
        .atMost(TIMEOUT)
        .until(() -> caller.history(accepted.location()).text().contains("All Chunks Installed."));
    assertThat(caller.get(accepted.location()).member("/status")).isEqualTo("inProgress");
  }

  private void assertFailed(Answer accepted, String message) {
    Answer end = caller.awaitEnd(accepted.location());
    assertThat(end.member("/status")).isEqualTo("failed");
    assertThat(end.member("/error/code")).isEqualTo("deviceReportedFailure");
    assertThat(end.member("/error/message")).contains(message);
  }

  private void awaitDevice(String pointer, String value) {
    await(pointer + " of device " + device.id())
        .atMost(TIMEOUT)
        .failFast("the agent runs no more", agent::hasDied)
        .until(() -> shown().member(pointer), value::equals);
  }

  private Answer shown() {
    return caller.get(caller.device(device.id()));
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random().nextBytes(bytes);
    return bytes;
  }
}
