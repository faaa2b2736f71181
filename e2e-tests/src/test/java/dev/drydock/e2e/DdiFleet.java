package dev.drydock.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drydock.check.rules.CheckReport;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Devices that come for one update after the other, and say of each what they have done until they
 * are told that it is known, as agents do.
 */
final class DdiFleet implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(120);
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final GraphClient caller;
  private final ExecutorService threads;
  private final List<CompletableFuture<Void>> lives;
  private final List<Answer> accepted = new CopyOnWriteArrayList<>();

  /** The answers that no device is to get, whatever service is away. */
  private final Queue<Answer> unexpected = new ConcurrentLinkedQueue<>();

  private final AtomicInteger ended = new AtomicInteger();
  private volatile boolean stopping;

  /** Begins. */
  DdiFleet(GraphClient caller, List<DdiDevice> devices) {
    this.caller = caller;
    this.threads = Executors.newFixedThreadPool(devices.size());
    this.lives =
        devices.stream()
            .map(device -> CompletableFuture.runAsync(() -> live(device), threads))
            .toList();
  }

  /** Waits until so many more updates have come to their end. */
  void awaitEnded(int more) {
    int enough = ended.get() + more;
    await(more + " more updates to end").atMost(TIMEOUT).until(() -> ended.get() >= enough);
  }

  /**
   * Asks for no further updates; returns when the last of every device has come to its end. Fails
   * when it has not for any of them.
   */
  void stop() {
    stopping = true;
    await("final reports of the fleet")
        .atMost(TIMEOUT)
        .until(() -> lives.stream().allMatch(CompletableFuture::isDone));
    lives.forEach(CompletableFuture::join);
  }

  /** Checks that all that was accepted has ended well, and that the log breaks no promise. */
  void assertAllKept(Installation drydock) {
    CheckReport report = drydock.assertPromisesKept();
    accepted.forEach(answer -> caller.awaitStatus(answer.location(), "successful"));
    assertThat(unexpected).isEmpty();
    assertThat(accepted).extracting(Answer::operationId).doesNotHaveDuplicates();
    assertThat(report.counts().successful()).isEqualTo(report.counts().admissions());
    assertThat(report.counts().admissions()).isGreaterThanOrEqualTo(accepted.size());
  }

  @Override
  public void close() {
    stopping = true;
    threads.shutdownNow();
  }

  /** Ends after an update that was accepted for certain: none of the device's own is left then. */
  private void live(DdiDevice device) {
    boolean isIdle = false;
    while (!(stopping && isIdle)) {
      isIdle = ask(device);
    }
  }

  /** Returns whether an update was accepted and has come to its end. */
  private boolean ask(DdiDevice device) {
    Answer answer = answered(() -> caller.updateSoftware(device.id(), Release.TEAMS), 202, 409);
    if (answer.status() == 202) {
      accepted.add(answer);
      await("update of " + answer.location()).atMost(TIMEOUT).until(() -> install(device, answer));
      return true;
    }
    install(device, answer);
    return false;
  }

  /** Returns whether there was something to install. */
  private boolean install(DdiDevice device, Answer operation) {
    Answer told = answered(device::poll, 200);
    OptionalInt number = device.update(told, operation);
    number.ifPresent(update -> install(device, update));
    return number.isPresent();
  }

  private void install(DdiDevice device, int number) {
    answered(() -> device.fetch(number), 200);
    answered(() -> device.proceed(number, 1, 2), 200);
    answered(() -> device.succeed(number), 200);
    ended.incrementAndGet();
  }

  /**
   * No answer, a 503, and a 429 to a report are what one may meet while a service is away: it is
   * asked again.
   */
  private Answer answered(Supplier<Answer> call, int... expected) {
    return await("an answer of " + Arrays.toString(expected))
        .atMost(TIMEOUT)
        .pollDelay(Duration.ZERO)
        .pollInterval(PAUSE)
        .ignoreException(UncheckedIOException.class)
        .until(call::get, answer -> isExpected(answer, expected));
  }

  private boolean isExpected(Answer answer, int... expected) {
    boolean isExpected = Arrays.stream(expected).anyMatch(status -> status == answer.status());
    if (!isExpected && answer.status() != 503 && answer.status() != 429) {
      unexpected.add(answer);
    }
    return isExpected;
  }
}
