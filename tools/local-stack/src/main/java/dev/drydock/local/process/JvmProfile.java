package dev.drydock.local.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How a service's JVM is run. */
public enum JvmProfile {
  /**
   * Ready soon and small at rest. Half of the CPU time of a start is the JIT compiler's; C1 alone
   * takes a third of it.
   */
  LEAN(
      // each thread of glibc's allocator would keep an arena of its own
      Map.of("MALLOC_ARENA_MAX", "2"),
      "-Xmx256m",
      "-Xss512k",
      "-XX:+UseSerialGC",
      "-XX:TieredStopAtLevel=1"),

  /** Fast once it is warm, for measurements. */
  THROUGHPUT(Map.of(), "-Xms512m", "-Xmx512m", "-XX:+UseParallelGC", "-XX:+AlwaysPreTouch");

  /** RocksDB loads a native library, against which newer JVMs warn. */
  private static final List<String> COMMON =
      List.of("-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED");

  private final Map<String, String> environment;
  private final List<String> options;

  JvmProfile(Map<String, String> environment, String... options) {
    this.environment = environment;
    this.options = List.of(options);
  }

  /** Returns the options for {@code java}. */
  public List<String> options() {
    List<String> all = new ArrayList<>(COMMON);
    all.addAll(options);
    return all;
  }

  /** Returns variables of the process. */
  public Map<String, String> environment() {
    return environment;
  }
}
