package dev.drydock.simulator;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how devices behave; a mixin. */
final class BehaviourOptions {

  private static final double USUAL_FAILURE = 0.05;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "0",
      description = {
        "With the same seed the same operation, or with DDI the same deployment of the same device,",
        "gets the same acks (default: ${DEFAULT-VALUE}). A deployment's number is repeated on a fresh",
        "installation only."
      })
  private long seed;

  @Option(
      names = "--success",
      paramLabel = "SHARE",
      description = "Share of updates that end well (default: what the two below leave).")
  private @Nullable Double success;

  @Option(
      names = "--failure",
      paramLabel = "SHARE",
      description = "Share that the device reports as failed (default: 0.05).")
  private @Nullable Double failure;

  @Option(
      names = "--silent",
      paramLabel = "SHARE",
      defaultValue = "0",
      description = "Share during which the device falls silent (default: ${DEFAULT-VALUE}).")
  private double silent;

  @Option(
      names = "--duplicates",
      paramLabel = "SHARE",
      defaultValue = "0",
      description = "Share of acks that are written twice (default: ${DEFAULT-VALUE}).")
  private double duplicates;

  @Option(
      names = "--disorder",
      paramLabel = "SHARE",
      defaultValue = "0",
      description =
          "Share of updates whose acks are written in a random order (default: ${DEFAULT-VALUE}).")
  private double disorder;

  @Option(
      names = "--think-time",
      paramLabel = "TIME",
      defaultValue = "1s",
      description = "Mean time from one ack of a device to its next (default: ${DEFAULT-VALUE}).")
  private Duration thinkTime = Duration.ZERO;

  @Option(
      names = "--cancel-refusal",
      paramLabel = "SHARE",
      defaultValue = "0",
      description =
          "Share of updates that a device goes on with when it is told to stop (default:"
              + " ${DEFAULT-VALUE}).")
  private double cancelRefusal;

  @Option(
      names = "--log-lines",
      paramLabel = "N",
      defaultValue = "2",
      description = "Lines of the device's log with each progress (default: ${DEFAULT-VALUE}).")
  private int logLines;

  @Option(
      names = "--hello",
      description =
          "With Kafka: the devices say that they are there at the start; with --tenant and"
              + " --devices.")
  private boolean hello;

  /** Returns the behaviour; throws {@link IllegalArgumentException}. */
  Behaviour behaviour() {
    double failing = failure != null ? failure : success != null ? rest(success) : USUAL_FAILURE;
    double succeeding = success != null ? success : rest(failing);
    return new Behaviour(
        seed,
        succeeding,
        failing,
        silent,
        duplicates,
        disorder,
        thinkTime,
        cancelRefusal,
        logLines,
        hello);
  }

  private double rest(double share) {
    return Math.max(0, 1 - silent - share);
  }
}
