package dev.drydock.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.drydock.local.FreePorts;
import dev.drydock.local.tiny.TinyService;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceProcessIT {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration STOP_TIMEOUT = Duration.ofMillis(300);

  @TempDir private Path directory;

  private final int port = FreePorts.one();
  private final List<ServiceProcess> started = new ArrayList<>();

  @AfterEach
  void killAll() {
    started.forEach(ServiceProcess::kill);
  }

  @Test
  void shouldComeBackWhenRestartedOrKilled() {
    // given
    ServiceProcess service = started();
    long first = service.pid();

    // when
    service.restart(TIMEOUT);
    long second = service.pid();
    service.kill();
    boolean aliveAfterKill = service.isAlive();
    service.start();
    service.awaitReady(TIMEOUT);

    // then
    assertThat(List.of(first, second, service.pid())).doesNotHaveDuplicates();
    assertThat(aliveAfterKill).isFalse();
    assertThat(service.isAlive()).isTrue();
    service.stop();
    assertThat(service.isAlive()).isFalse();
  }

  @Test
  void shouldGoOnWhenTerminalSendsInterrupt() throws Exception {
    // given
    ServiceProcess service = started();

    // when
    new ProcessBuilder("sh", "-c", "kill -INT " + service.pid() + "; kill -HUP " + service.pid())
        .start()
        .waitFor(10, TimeUnit.SECONDS);

    // then
    service.awaitReady(TIMEOUT);
    assertThat(service.isAlive()).isTrue();
  }

  @Test
  void shouldShowEndOfLogWhenItEndsBeforeItIsReady() {
    // given
    ServiceProcess service = service("--tiny.exit=3");
    service.start();

    // when, then
    assertThatThrownBy(() -> service.awaitReady(TIMEOUT))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll("tiny", "exit code 3", "cannot go on", "tiny.log");
  }

  @Test
  void shouldGiveUpWhenItDoesNotBecomeReady() {
    // given
    ServiceProcess service = service("--tiny.ready=false");
    service.start();

    // when, then
    assertThatThrownBy(() -> service.awaitReady(Duration.ofSeconds(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll("tiny", "1 s");
  }

  @Test
  void shouldGiveUpWhenItIsStopped() throws Exception {
    // given
    ServiceProcess service = service("--tiny.ready=false");
    service.start();
    Signals.send("STOP", service.pid());

    // when, then
    assertThatThrownBy(() -> service.awaitReady(StartPatience.of(Duration.ofSeconds(2))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no progress for 2 s");
  }

  @Test
  void shouldRefuseSecondStartWhenItRuns() {
    // given
    ServiceProcess service = started();

    // when, then
    assertThatThrownBy(service::start)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("tiny");
  }

  @Test
  void shouldKillWhenProcessDoesNotEndInItsTime() {
    // given
    ServiceProcess service = started("--tiny.stubborn=true");
    long start = System.nanoTime();

    // when
    service.stop();

    // then
    assertThat(service.isAlive()).isFalse();
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(STOP_TIMEOUT, STOP_TIMEOUT.plusSeconds(10));
  }

  @Test
  void shouldKeepWhatWasSaidBeforeWhenItIsStartedAgain() {
    // given
    ServiceProcess service = service("--tiny.exit=3");
    service.start();
    await("first end").atMost(TIMEOUT).until(() -> !service.isAlive());

    // when
    service.start();
    await("second end").atMost(TIMEOUT).until(() -> !service.isAlive());

    // then
    assertThat(directory.resolve("logs/tiny.log"))
        .content()
        .containsPattern("(?s)cannot go on.*cannot go on");
  }

  @Test
  void shouldFindProcessByRecordWhileItRuns() {
    // given
    ServiceProcess service = started();
    var record = new ProcessRecord(directory.resolve("tiny.process"));
    long pid = service.pid();

    // when
    var whileRunning = record.find();
    service.stop();

    // then
    assertThat(whileRunning).map(ProcessHandle::pid).contains(pid);
    assertThat(record.find()).isEmpty();
  }

  private ServiceProcess started(String... arguments) {
    ServiceProcess service = service(arguments);
    service.start();
    service.awaitReady(TIMEOUT);
    return service;
  }

  private ServiceProcess service(String... arguments) {
    List<String> all = new ArrayList<>(List.of("--server.port=" + port));
    all.addAll(List.of(arguments));
    var service =
        new ServiceProcess(
            new ProcessSpec(
                "tiny",
                JavaCommand.ofClass(JvmProfile.LEAN.options(), TinyService.class, all),
                Map.of(),
                directory.resolve("logs/tiny.log"),
                directory.resolve("tiny.process"),
                URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness"),
                STOP_TIMEOUT));
    started.add(service);
    return service;
  }
}
