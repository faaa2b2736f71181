package dev.drydock.dispatcher.ddi;

import dev.drydock.dispatcher.config.TestEdge;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/** Polls that come at a rate, whatever becomes of those before. */
final class Polls {

  private static final int DEVICES = 50;

  private final List<Device> devices = new ArrayList<>();
  private final long everyNanos;

  Polls(TestEdge edge, int perSecond) {
    this.everyNanos = Duration.ofSeconds(1).toNanos() / perSecond;
    for (int i = 0; i < DEVICES; i++) {
      Device device = Device.anyOf(edge);
      edge.put(device.key(), Docks.free());
      devices.add(device);
    }
  }

  /**
   * What they took, from when they were to be sent.
   *
   * @param failed how many were not answered 200
   */
  record Times(double p50Ms, double p99Ms, int failed) {

    @Override
    public String toString() {
      return "p50 %.1f ms, p99 %.1f ms, %d failed".formatted(p50Ms, p99Ms, failed);
    }
  }

  Times run(Duration time) {
    ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();
    List<CompletableFuture<Integer>> answers = new ArrayList<>();
    long begun = System.nanoTime();
    for (long at = begun; at - begun < time.toNanos(); at += everyNanos) {
      while (System.nanoTime() - at < 0) {
        LockSupport.parkNanos(at - System.nanoTime());
      }
      long due = at;
      Device device = devices.get(answers.size() % DEVICES);
      answers.add(
          Device.HTTP
              .sendAsync(device.request("").GET().build(), BodyHandlers.ofString())
              .handle(
                  (answer, failure) -> {
                    nanos.add(System.nanoTime() - due);
                    return failure == null ? answer.statusCode() : 0;
                  }));
    }
    int failed = (int) answers.stream().filter(answer -> answer.join() != 200).count();
    long[] sorted = nanos.stream().mapToLong(n -> n).sorted().toArray();
    return new Times(ms(sorted, 0.5), ms(sorted, 0.99), failed);
  }

  private static double ms(long[] sorted, double share) {
    return sorted[(int) (share * (sorted.length - 1))] / 1e6;
  }
}
