package dev.drydock.simulator;

import dev.drydock.kit.cluster.Cluster;
import dev.drydock.kit.cluster.ClusterOptions;
import dev.drydock.kit.terminal.StopSignal;
import dev.drydock.schemas.TopicSetup;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Plays a fleet until Ctrl-C, or for a time. */
@Command(
    name = "simulate",
    description = {
      "Plays devices until Ctrl-C: behind a bridge, which reads device-commands and writes",
      "device-acks, or each for itself by HTTP, as clients of hawkBit's DDI (--channel ddi).",
      "Acks of a bridge that are not due yet at the end are written by the next run of its group."
    })
public final class SimulateCommand implements Callable<Integer> {

  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
  private static final Duration REPORT_INTERVAL = Duration.ofSeconds(1);

  /** Options that say something about the bridge only. */
  static final List<String> KAFKA_ONLY =
      List.of(
          "--bootstrap",
          "--registry",
          "--prefix",
          "--client-config",
          "--group",
          "--all",
          "--hello");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Mixin private DdiOptions ddi = new DdiOptions();

  @Mixin private BehaviourOptions behaviour = new BehaviourOptions();

  @ArgGroup private Which which = new Which();

  @Option(
      names = "--channel",
      paramLabel = "C",
      defaultValue = "kafka",
      description = {
        "How the devices are reached: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).",
        "DDI takes none of --bootstrap, --registry, --prefix, --client-config, --group, --all and",
        "--hello."
      })
  private Channel channel = Channel.KAFKA;

  @Option(
      names = "--prefix-id",
      paramLabel = "P",
      defaultValue = "device-",
      description =
          "With --devices: what the ids start with, before the number (default: ${DEFAULT-VALUE}).")
  private String idPrefix = "";

  @Option(
      names = "--tenant",
      paramLabel = "T",
      description = {
        "Plays this tenant's devices only",
        "(default: every tenant's; with DDI that of `drydock up`)."
      })
  private @Nullable String tenant;

  @Option(
      names = "--group",
      paramLabel = "G",
      defaultValue = "drydock-simulate",
      description =
          "With Kafka: consumer group; fleets of one group share the work"
              + " (default: ${DEFAULT-VALUE}).")
  private String group = "";

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      description = "Ends after this time (default: at Ctrl-C).")
  private @Nullable Duration duration;

  /** Which devices are played; one option of the two. */
  private static final class Which {

    @Option(
        names = "--devices",
        paramLabel = "N",
        description = {
          "Plays the devices PREFIX1 to PREFIXN (see --prefix-id).",
          "Required with DDI, for which N is 1 to 1,000,000."
        })
    private @Nullable Integer devices;

    @Option(names = "--all", description = "With Kafka: plays every device; the default.")
    private boolean all;
  }

  @Override
  public Integer call() {
    Behaviour wanted = valid(() -> behaviour.behaviour());
    if (channel == Channel.DDI) {
      refuse(KAFKA_ONLY);
      return playDdi(wanted);
    }
    refuse(DdiOptions.NAMES);
    playBridge(wanted);
    return 0;
  }

  private void playBridge(Behaviour wanted) {
    DeviceSelection selection = valid(() -> new DeviceSelection(tenant, idPrefix, which.devices));
    if (wanted.hello() && !selection.isListed()) {
      throw new ParameterException(
          spec.commandLine(),
          "Expected --tenant and --devices with --hello, but one of them is missing");
    }
    Cluster reached = cluster.reach();
    try (var admin = reached.admin()) {
      TopicSetup.check(admin, reached.names());
    }
    var fleet = new Fleet(reached, group, selection, wanted);
    var progress = new FleetProgress(fleet, spec.commandLine().getErr());
    play(fleet::run, progress::report, time -> FleetProgress.summary(fleet.counts(), time));
  }

  /** Returns 1 when everything that the devices tried was in vain. */
  private int playDdi(Behaviour wanted) {
    Integer count = which.devices;
    if (count == null) {
      throw new ParameterException(
          spec.commandLine(), "Expected --devices with --channel ddi, but it is missing");
    }
    try (DdiFleet fleet = valid(() -> ddi.fleet(wanted, tenant, idPrefix, count))) {
      var progress = new DdiProgress(fleet, spec.commandLine().getErr());
      play(
          fleet::run,
          progress::report,
          time -> DdiProgress.summary(fleet.counts(), fleet.timePolled()));
      return fleet.counts().isInVain() ? 1 : 0;
    }
  }

  /** An option that says nothing about the channel was meant for another one. */
  private void refuse(List<String> options) {
    for (String option : options) {
      if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
        throw new ParameterException(
            spec.commandLine(),
            "Expected no "
                + option
                + " with --channel "
                + channel.name().toLowerCase(Locale.ROOT)
                + ", but it is there");
      }
    }
  }

  private void play(
      Consumer<BooleanSupplier> fleet, Runnable report, Function<Duration, String> summary) {
    long start = System.nanoTime();
    ScheduledExecutorService reports = Executors.newSingleThreadScheduledExecutor();
    try (var signal = StopSignal.listen(STOP_LIMIT)) {
      reports.scheduleAtFixedRate(
          report, REPORT_INTERVAL.toMillis(), REPORT_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
      fleet.accept(until(signal, start));
      end(reports);
      PrintWriter out = spec.commandLine().getOut();
      out.println(summary.apply(Duration.ofNanos(System.nanoTime() - start)));
      out.flush();
    } finally {
      reports.shutdownNow();
    }
  }

  /** The report that is being printed comes before the summary. */
  private static void end(ScheduledExecutorService reports) {
    reports.shutdown();
    try {
      reports.awaitTermination(REPORT_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private BooleanSupplier until(StopSignal signal, long start) {
    if (duration == null) {
      return signal::isRaised;
    }
    long nanos = duration.toNanos();
    return () -> signal.isRaised() || System.nanoTime() - start >= nanos;
  }

  private <T> T valid(Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
