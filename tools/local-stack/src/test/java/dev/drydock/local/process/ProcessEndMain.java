package dev.drydock.local.process;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;

/**
 * Ends a process that ignores SIGTERM, while each thread of the common pool waits for something.
 */
final class ProcessEndMain {

  private ProcessEndMain() {}

  public static void main(String[] args) throws Exception {
    var never = new CountDownLatch(1);
    for (int i = 0; i < ForkJoinPool.getCommonPoolParallelism(); i++) {
      ForkJoinPool.commonPool()
          .execute(
              () -> {
                try {
                  never.await();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
    }
    Process process = new ProcessBuilder("sh", "-c", "trap '' TERM; exec sleep 600").start();
    ProcessEnd.of(List.of(process.toHandle()), Duration.ofMillis(100));
    System.exit(process.waitFor(10, TimeUnit.SECONDS) ? 0 : 1);
  }
}
