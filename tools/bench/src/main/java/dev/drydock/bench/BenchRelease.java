package dev.drydock.bench;

import dev.drydock.kit.http.HttpPool;
import dev.drydock.kit.terminal.CommandFailure;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** What the bench's devices are updated to: in the catalogue as long as the bench runs. */
final class BenchRelease implements AutoCloseable {

  private static final Duration WITHDRAWAL_LIMIT = Duration.ofSeconds(10);

  private final HttpPool http;
  private final Preparation.Server gateway;
  private final GraphRequests requests;
  private final Consumer<String> progress;

  private BenchRelease(
      HttpPool http,
      Preparation.Server gateway,
      GraphRequests requests,
      Consumer<String> progress) {
    this.http = http;
    this.gateway = gateway;
    this.requests = requests;
    this.progress = progress;
  }

  /**
   * Publishes it, and returns when that is answered, so that the withdrawal comes after it.
   *
   * @param publication one of the requests
   * @throws CommandFailure as {@link Preparation#send} does
   */
  static BenchRelease published(
      HttpPool http,
      Preparation.Server gateway,
      GraphRequests requests,
      byte[] publication,
      Consumer<String> progress) {
    Preparation.send(http, gateway, List.of(publication), () -> false);
    return new BenchRelease(http, gateway, requests, progress);
  }

  /** Returns the requests that update devices to it. */
  GraphRequests requests() {
    return requests;
  }

  /** Withdraws it, or says that it may stay. */
  @Override
  public void close() {
    long end = System.nanoTime() + WITHDRAWAL_LIMIT.toNanos();
    try {
      Preparation.send(
          http,
          gateway,
          List.of(requests.withdrawRelease()),
          () -> {
            if (System.nanoTime() - end > 0) {
              throw new CommandFailure(
                  "it takes longer than " + WITHDRAWAL_LIMIT.toSeconds() + " s");
            }
            return false;
          });
    } catch (CommandFailure e) {
      progress.accept(
          "release "
              + requests.softwareVersion()
              + " may stay in the catalogue, for its withdrawal was not answered as it should: "
              + e.getMessage());
    }
  }
}
