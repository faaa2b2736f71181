package dev.drydock.bench;

import dev.drydock.kit.ddi.DdiRequests;
import dev.drydock.kit.http.HttpLoop;
import dev.drydock.kit.http.HttpPool;
import dev.drydock.kit.terminal.CommandFailure;
import dev.drydock.kit.terminal.StopSignal;
import dev.drydock.schemas.TopicSetup;
import dev.drydock.simulator.Behaviour;
import dev.drydock.simulator.Channel;
import dev.drydock.simulator.DeviceSelection;
import dev.drydock.simulator.Fleet;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Measures one installation: its Kafka alone, then the pipeline on it, rate by rate. */
final class Bench {

  private static final Duration JOIN_LIMIT = Duration.ofSeconds(30);
  private static final Duration JOIN_POLL = Duration.ofMillis(100);

  private final Installation installation;
  private final LoadOptions options;
  private final StopSignal signal;
  private final Consumer<String> progress;

  /** Names this bench's devices and the fleet's consumer group, for an installation may be old. */
  private final String name = "bench-" + UUID.randomUUID().toString().substring(0, 8);

  /** Tells what it is at, one line at a time. */
  Bench(
      Installation installation,
      LoadOptions options,
      StopSignal signal,
      Consumer<String> progress) {
    this.installation = installation;
    this.options = options;
    this.signal = signal;
    this.progress = progress;
  }

  /** Returns the report; with what was found until then when the signal is raised. */
  BenchReport run() {
    Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    try (var kafka = new KafkaRequests(installation.cluster())) {
      progress.accept("measuring this Kafka alone");
      RawKafka raw =
          RawKafka.measure(
              installation.cluster(), kafka, options.rawEffort(partitions()), signal::isRaised);
      double ceiling = raw.ceiling().recordsPerSecond();
      DdiEdge edge = installation.edge();
      RateRuns runs = edge == null ? load(kafka, ceiling) : cycles(edge, kafka, ceiling);
      return new BenchReport(
          start.toString(),
          Runtime.version().toString(),
          Runtime.getRuntime().availableProcessors(),
          (edge == null ? Channel.KAFKA : Channel.DDI).name().toLowerCase(Locale.ROOT),
          raw,
          runs.runs(),
          runs.reads(),
          runs.polls(),
          runs.highestSustained(),
          runs.isSearchFinished());
    }
  }

  private int partitions() {
    try (var admin = installation.cluster().admin()) {
      return TopicSetup.check(admin, installation.cluster().names());
    }
  }

  private RateRuns load(KafkaRequests kafka, double ceiling) {
    Queue<FinalStatus> finals = new ConcurrentLinkedQueue<>();
    Fleet fleet = fleet();
    GraphRequests requests = requests();
    try (var http = new HttpLoop();
        var feed = new FinalStatusFeed(installation.cluster());
        var following = Worker.start("final-states", end -> feed.follow(finals::add, end));
        var playing = Worker.start("devices", fleet::run);
        var probe = new UsageProbe(new ProcessTimes(installation.processes()), kafka)) {
      BooleanSupplier stopped =
          () -> {
            following.check();
            playing.check();
            return signal.isRaised();
          };
      HttpPool gateway = http.pool(installation.gateway().socket(), options.connections());
      try (var release = published(gateway, requests, requests.putRelease())) {
        List<String> devices = options.deviceIds(idPrefix());
        progress.accept("registering " + devices.size() + " devices");
        Preparation.send(
            gateway, gateway(), devices.stream().map(requests::registerDevice).toList(), stopped);
        progress.accept("waiting for the devices to read their commands");
        awaitJoined(fleet, stopped);
        var load = new LoadGenerator(gateway, release.requests(), devices, finals);
        var runs = new RateRuns(load, probe, ceiling, progress);
        runs.runAll(options, stopped);
        return runs;
      }
    }
  }

  private Fleet fleet() {
    var devices = new DeviceSelection(installation.tenantId(), idPrefix(), options.deviceCount());
    return new Fleet(installation.cluster(), name, devices, Behaviour.flawless(Duration.ZERO));
  }

  private RateRuns cycles(DdiEdge edge, KafkaRequests kafka, double ceiling) {
    try (var http = new HttpLoop();
        var probe = new UsageProbe(new ProcessTimes(installation.processes()), kafka)) {
      HttpPool gateway = http.pool(installation.gateway().socket(), options.connections());
      HttpPool dispatcher = http.pool(edge.dispatcher().socket(), options.connections());
      GraphRequests graph = requests();
      var ddi = new DdiRequests(edge.dispatcher(), edge.tokens(), installation.tenantId());
      List<String> devices = options.deviceIds(idPrefix());
      byte[] publication = graph.putReleaseWithArtifact();
      try (var release = published(gateway, graph, publication)) {
        progress.accept("letting " + devices.size() + " devices say what they are");
        Preparation.introduce(
            dispatcher,
            Preparation.Server.dispatcher(edge.dispatcher()),
            ddi,
            devices,
            signal::isRaised);
        var load = new CycleLoad(gateway, dispatcher, release.requests(), ddi, devices);
        var runs = new RateRuns(load, probe, ceiling, progress);
        runs.runAll(options, signal::isRaised);
        return runs;
      }
    }
  }

  /** The release is this bench's own: another may run beside it. */
  private GraphRequests requests() {
    return new GraphRequests(installation.gateway(), installation.token(), "0.0.0-" + name);
  }

  private BenchRelease published(HttpPool gateway, GraphRequests requests, byte[] publication) {
    return BenchRelease.published(gateway, gateway(), requests, publication, progress);
  }

  private Preparation.Server gateway() {
    return Preparation.Server.gateway(installation.gateway());
  }

  private String idPrefix() {
    return name + '-';
  }

  private void awaitJoined(Fleet fleet, BooleanSupplier stopped) {
    long end = System.nanoTime() + JOIN_LIMIT.toNanos();
    while (!fleet.isJoined() && !stopped.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new CommandFailure(
            "Expected the devices to read their commands within "
                + JOIN_LIMIT.toSeconds()
                + " s, but Kafka gives them none");
      }
      signal.await(JOIN_POLL);
    }
  }
}
