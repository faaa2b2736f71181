package dev.drydock.dispatcher.ddi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dispatcher.config.TestEdge;
import dev.drydock.dispatcher.core.Artifact;
import dev.drydock.dispatcher.core.Content;
import dev.drydock.dispatcher.core.Terms;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What many downloads take from others. */
final class ArtifactLoadTest {

  /** More than the web server has threads. */
  private static final int READERS = 300;

  private static final byte[] LARGE = StoredFile.content(20_000_000);
  private static final String BELOW = "/softwaremodules/7/artifacts/fw.bin";

  /** On a machine that does other work: without a free thread polls would wait for seconds. */
  private static final double LEAST_P99_MS = 1_000;

  /** With http from a host that is in this JVM, too. */
  @ParameterizedTest
  @CsvSource({"false, 256", "true, 512"})
  void shouldHoldNeitherThreadsNorMuchMemoryForDevicesThatReadNothing(
      boolean isHttp, int mostKibPerReader, @TempDir Path root) throws IOException {
    Files.write(root.resolve("fw.bin"), LARGE);
    try (FileHost host = new FileHost();
        TestEdge edge = edge("hosts=" + host.host(), "root=" + root)) {
      // given
      Device polling = Device.anyOf(edge);
      edge.put(polling.key(), Docks.free());
      List<Device> devices =
          devices(
              edge,
              READERS,
              isHttp ? host.put("/large", LARGE) : root.resolve("fw.bin").toUri().toString());
      long before = usedHeap();
      List<SlowReader> readers =
          devices.stream().map(device -> SlowReader.open(device, BELOW)).toList();

      // when
      Awaitility.await("all downloads stand")
          .atMost(Duration.ofSeconds(60))
          .until(() -> downloads(edge) == READERS && isStill(edge));

      // then
      long kibPerReader = (usedHeap() - before) / 1024 / READERS;
      System.out.printf("%d KiB of heap for each download that stands%n", kibPerReader);
      assertThat(kibPerReader).isLessThan(mostKibPerReader);
      assertThat(sent(edge)).as("the source is slowed down").isLessThan(READERS * 10e6);
      assertThat(host.sent()).isLessThan(READERS * 15_000_000L);
      for (int i = 0; i < 100; i++) {
        assertThat(polling.get("").statusCode()).isEqualTo(200);
      }
      readers.forEach(SlowReader::close);
      Awaitility.await("all have gone")
          .atMost(Duration.ofSeconds(30))
          .until(() -> downloads(edge) == 0);
    }
  }

  @Test
  void shouldShareOutATenantsBandwidth(@TempDir Path root) throws IOException {
    Files.write(root.resolve("fw.bin"), Arrays.copyOf(LARGE, 1_500_000));
    try (TestEdge edge = edge("root=" + root, "tenants.acme=1MB")) {
      // given
      List<Device> slow = devices(edge, 4, root.resolve("fw.bin").toUri().toString(), 1_500_000);
      Device other = new Device(new dev.drydock.schemas.DeviceKey("other", "d1"), edge.url());
      hold(edge, other, root.resolve("fw.bin").toUri().toString(), 1_500_000);

      // when
      long begun = System.nanoTime();
      List<CompletableFuture<HttpResponse<String>>> answers =
          slow.stream().map(device -> device.getLater(BELOW)).toList();
      assertThat(other.get(BELOW).statusCode()).isEqualTo(200);

      // then
      assertThat(answers)
          .as("another tenant's device has its file already")
          .noneMatch(CompletableFuture::isDone);
      answers.forEach(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
      Duration took = Duration.ofNanos(System.nanoTime() - begun);
      assertThat(took).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(20));
    }
  }

  /**
   * With {@code -Dartifact.downloads=1000} the measurement of docs/performance.md: prints what
   * polls take without and with downloads.
   */
  @Test
  void shouldNotSlowPollsDown(@TempDir Path root) throws IOException {
    int downloads = Integer.getInteger("artifact.downloads", 100);
    int kbPerSecond = Integer.getInteger("artifact.kbps", 50);
    int seconds = Integer.getInteger("artifact.seconds", 5);
    Files.write(root.resolve("fw.bin"), LARGE);
    try (FileHost host = new FileHost();
        TestEdge edge =
            edge(
                "root=" + root,
                "hosts=" + host.host(),
                "downloads=" + 2 * downloads,
                "bandwidth=" + downloads * kbPerSecond + "KB")) {
      // given
      String uri =
          Boolean.getBoolean("artifact.http")
              ? host.put("/fw.bin", LARGE)
              : root.resolve("fw.bin").toUri().toString();
      Polls polls = new Polls(edge, 200);
      polls.run(Duration.ofSeconds(seconds));
      Polls.Times alone = polls.run(Duration.ofSeconds(seconds));

      // when
      Polls.Times beside;
      try (PacedReaders readers =
          PacedReaders.open(devices(edge, downloads, uri), BELOW, kbPerSecond)) {
        Awaitility.await("all downloads are under way")
            .atMost(Duration.ofSeconds(60))
            .until(() -> downloads(edge) == downloads);
        polls.run(Duration.ofSeconds(seconds));
        long read = readers.read();
        beside = polls.run(Duration.ofSeconds(seconds));
        System.out.printf(
            "%d downloads of %.1f MB/s together: polls alone %s, beside them %s%n",
            downloads, (readers.read() - read) / 1e6 / seconds, alone, beside);
      }

      // then
      assertThat(beside.failed()).isZero();
      assertThat(beside.p99Ms()).isLessThan(Math.max(2 * alone.p99Ms(), LEAST_P99_MS));
    }
  }

  private static TestEdge edge(String... settings) {
    return TestEdge.startAsSet(
        Stream.concat(
                Arrays.stream(settings).map(s -> "drydock.dispatcher.ddi.artifacts." + s),
                Stream.of("server.tomcat.connection-timeout=60s"))
            .toArray(String[]::new));
  }

  private static List<Device> devices(TestEdge edge, int count, String uri) {
    return devices(edge, count, uri, LARGE.length);
  }

  private static List<Device> devices(TestEdge edge, int count, String uri, long size) {
    List<Device> devices = new ArrayList<>();
    IntStream.range(0, count).forEach(n -> devices.add(Device.anyOf(edge)));
    devices.forEach(device -> hold(edge, device, uri, size));
    return devices;
  }

  private static void hold(TestEdge edge, Device device, String uri, long size) {
    Artifact file = new Artifact(uri, "fw.bin", size, null, null, "a".repeat(64));
    Content content = new Content(List.of(file), null, null, new TreeMap<>(), true);
    edge.put(
        device.key(),
        Docks.held(Docks.delivered(7, Docks.offer("firmware", content, Terms.FORCED))));
  }

  private static double downloads(TestEdge edge) {
    return edge.get(MeterRegistry.class).get("drydock.artifacts.downloads").gauge().value();
  }

  private static boolean isStill(TestEdge edge) {
    double before = sent(edge);
    Awaitility.await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
    return sent(edge) == before;
  }

  private static double sent(TestEdge edge) {
    return edge.get(MeterRegistry.class).get("drydock.artifacts.sent").counter().count();
  }

  private static long usedHeap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
