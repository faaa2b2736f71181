package dev.drydock.local;

import java.nio.file.Path;

/** A process that has a data directory until it is killed. */
public final class LockMain {

  private LockMain() {}

  public static void main(String[] args) throws InterruptedException {
    try (DataDirectory directory = DataDirectory.open(Path.of(args[0]))) {
      System.out.println(directory.kafka().isAbsolute() ? "locked" : "");
      Thread.currentThread().join();
    }
  }
}
