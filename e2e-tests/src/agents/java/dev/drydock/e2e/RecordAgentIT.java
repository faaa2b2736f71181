package dev.drydock.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drydock.e2e.SwUpdateAgent.Confirmation;
import dev.drydock.local.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Writes down anew what {@link RecordedAgentIT} plays: with {@code -Ddrydock.agents.record=true}.
 */
@EnabledIfSystemProperty(named = "drydock.agents.record", matches = "true")
@ExtendWith(SharedInstallation.class)
class RecordAgentIT {

  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final Path RECORDINGS = Path.of("src", "test", "resources", "agents");
  private static final int SMALL = 4_000;
  private static final int LARGE = 1_000_000;
  private static final long PAUSE_MS = 100;

  private final ImageMaker maker = ImageMaker.of("recording-maker");
  private final ArtifactServer artifacts = ArtifactServer.start();
  private final GraphClient caller;
  private final DdiDevice device;
  private final RecordingProxy proxy;
  private final SwUpdateAgent agent;

  RecordAgentIT(Installation drydock) {
    caller = drydock.caller("recorded");
    device = drydock.ddiDevice("recorded");
    String token = drydock.deviceToken("recorded", device.id());
    proxy =
        new RecordingProxy(
            drydock.url(Service.DEVICE_DISPATCHER),
            Map.of("/recorded/", "/{tenant}/", device.id(), "{device}", token, "{token}"));
    agent = SwUpdateAgent.of("recorded", device.id(), proxy.url(), token, maker.certificate());
  }

  @AfterEach
  void close() throws IOException {
    try (artifacts;
        proxy) {
      agent.close();
    }
  }

  @Test
  void shouldWriteDownASuccess() throws IOException {
    // given
    Answer accepted = begin(SignedImage.ofFile("2.0", agent.installed(), new byte[SMALL]));
    await("installation")
        .atMost(TIMEOUT)
        .until(() -> caller.history(accepted.location()).text().contains("All Chunks Installed."));

    // when
    agent.restart(Confirmation.SUCCESS);

    // then
    end(accepted, "successful", "success");
  }

  @Test
  void shouldWriteDownAFailure() throws IOException {
    // when
    Answer accepted = begin(SignedImage.ofScript("2.0", "#!/bin/sh\nexit 1\n"));

    // then
    end(accepted, "failed", "failure");
  }

  @Test
  void shouldWriteDownACancel() throws IOException {
    // given
    artifacts.slowDown(PAUSE_MS);
    Answer accepted = begin(SignedImage.ofFile("2.0", agent.installed(), new byte[LARGE]));
    await("begin of the download").atMost(TIMEOUT).until(() -> artifacts.begun() > 0);
    caller.awaitStatus(accepted.location(), "inProgress");

    // when
    proxy.note("cancel");
    caller.cancel(accepted.location());

    // then
    end(accepted, "cancelled", "cancel");
  }

  private Answer begin(SignedImage image) {
    caller.publish(Release.FIRMWARE, artifacts.publish("update.swu", image.signedBy(maker)));
    agent.start(Confirmation.NONE);
    await("what the device tells of itself")
        .atMost(TIMEOUT)
        .failFast("Expected swupdate to run, but it does not", agent::hasDied)
        .until(() -> caller.get(caller.device(device.id())).text().contains("serialNo"));
    proxy.note("updateSoftware");
    return caller.accepted(device.id(), Release.FIRMWARE);
  }

  private void end(Answer accepted, String status, String name) throws IOException {
    caller.awaitStatus(accepted.location(), status);
    agent.stop();
    String recording = proxy.recording().toString();
    assertThat(recording).containsPattern("(?s)/feedback HTTP.*\"closed\"");
    Files.createDirectories(RECORDINGS);
    Files.writeString(
        RECORDINGS.resolve("swupdate-" + name + ".txt"),
        "# SWUpdate 2022.12 (Debian 12), as RecordAgentIT heard it\n\n" + recording);
  }
}
