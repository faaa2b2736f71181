package dev.drydock.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.e2e.SwUpdateAgent.Confirmation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** SWUpdate as Debian has it, unchanged, updates a device by what Drydock tells it. */
@ExtendWith(SharedInstallation.class)
class SwUpdateIT {

  @RegisterExtension final SwUpdateBench bench;

  SwUpdateIT(Installation drydock) {
    bench = new SwUpdateBench(drydock);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void shouldSucceedWhenTheImageIsSigned() {
    // given
    byte[] content = SwUpdateBench.bytes(SwUpdateBench.SMALL);
    bench.publish(bench.image(content));
    bench.startAgent();
    Answer accepted = bench.request();
    bench.awaitInstalled(accepted);

    // when
    bench.agent().restart(Confirmation.SUCCESS);

    // then
    Answer end = bench.caller().awaitEnd(accepted.location());
    assertThat(end.member("/status")).isEqualTo("successful");
    assertThat(end.member("/lastActionBy/device/id")).isEqualTo(bench.device().id());
    assertThat(bench.agent().installed()).hasBinaryContent(content);
    assertThat(bench.caller().history(accepted.location()).text())
        .contains("All Chunks Installed.");
    bench.awaitDevice("/softwareVersions/firmware", bench.version());
    assertThat(bench.shown().member("/attributes/serialNo")).isEqualTo(bench.device().id());
    assertThat(bench.shown().member("/channel")).isEqualTo("ddi");
    Answer next = bench.request();
    bench.awaitInstalled(next);
    bench.agent().restart(Confirmation.SUCCESS);
    bench.caller().awaitStatus(next.location(), "successful");
  }

  @Test
  void shouldFailWhenTheDeviceHasGoneBack() {
    // given
    bench.publish(bench.image(SwUpdateBench.bytes(SwUpdateBench.SMALL)));
    bench.startAgent();
    Answer accepted = bench.request();
    bench.awaitInstalled(accepted);

    // when
    bench.agent().restart(Confirmation.FAILURE);

    // then
    assertFailed(accepted, "Update Failed.");
    Answer next = bench.request();
    bench.awaitInstalled(next);
    assertThat(bench.shown().member("/softwareVersions/firmware")).isEmpty();
    bench.agent().restart(Confirmation.SUCCESS);
    bench.caller().awaitStatus(next.location(), "successful");
  }

  @Test
  void shouldFailWhenAStrangerSignedTheImage() {
    // given
    bench.publish(
        bench.image(SwUpdateBench.bytes(SwUpdateBench.SMALL)).signedBy(ImageMaker.of("stranger")));
    bench.startAgent();

    // when
    Answer accepted = bench.request();

    // then
    assertFailed(accepted, "No suitable .swu image found");
    assertThat(bench.caller().history(accepted.location()).text())
        .contains("Authentication of all signatures failed");
    assertThat(bench.agent().installed()).doesNotExist();
  }

  @Test
  void shouldFailWhenTheFileIsNotTheOneThatWasSigned() {
    // given
    byte[] content = SwUpdateBench.bytes(SwUpdateBench.SMALL);
    String otherHash = Digests.sha256(SwUpdateBench.bytes(SwUpdateBench.SMALL));
    bench.publish(
        SignedImage.ofFile(bench.version(), bench.agent().installed(), content, otherHash));
    bench.startAgent();

    // when
    Answer accepted = bench.request();

    // then
    assertFailed(accepted, "No suitable .swu image found");
    assertThat(bench.caller().history(accepted.location()).text()).contains("HASH mismatch");
  }

  @Test
  void shouldFailWhenTheImagesScriptFails() {
    // given
    bench.publish(
        SignedImage.ofScript(
            bench.version(), "#!/bin/sh\necho 'disk \"sda\" is full' >&2\nexit 1\n"));
    bench.startAgent();

    // when
    Answer accepted = bench.request();

    // then
    // the agent does not escape the script's words, so that the message may end early
    assertThat(failed(accepted).member("/error/message")).isNotEmpty();
    assertThat(bench.caller().history(accepted.location()).text()).contains("disk");
  }

  private void assertFailed(Answer accepted, String message) {
    assertThat(failed(accepted).member("/error/message")).contains(message);
  }

  private Answer failed(Answer accepted) {
    Answer end = bench.caller().awaitEnd(accepted.location());
    assertThat(end.member("/status")).isEqualTo("failed");
    assertThat(end.member("/error/code")).isEqualTo("deviceReportedFailure");
    return end;
  }
}
