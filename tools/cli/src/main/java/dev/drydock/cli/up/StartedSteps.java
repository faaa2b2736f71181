package dev.drydock.cli.up;

import dev.drydock.local.StackProgress;
import java.time.Duration;

/** Tells a person how the start of the stack goes on. */
record StartedSteps(Steps steps) implements StackProgress {

  @Override
  public void started(String step) {
    steps.say("starting %s", step);
  }

  @Override
  public void waiting(String step, Duration since) {
    steps.say("still starting %s (%d s)", step, since.toSeconds());
  }

  @Override
  public void finished(String step, Duration took) {
    steps.say("%s: ready (%.1f s)", step, took.toMillis() / 1_000.0);
  }
}
