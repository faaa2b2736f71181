package dev.drydock.local;

import java.util.List;
import java.util.stream.Stream;

/** Ports of the loopback address that no process listens on. */
public final class FreePorts {

  private FreePorts() {}

  public static int one() {
    return several(1).get(0);
  }

  /** Returns different ports, four at most. */
  public static List<Integer> several(int count) {
    Ports ports = Ports.free();
    return Stream.of(ports.kafka(), ports.controller(), ports.registry(), ports.postgres())
        .limit(count)
        .toList();
  }
}
