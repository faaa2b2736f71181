package dev.drydock.bench;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A load of updates, and what can be asked when it is over. Not thread-safe. */
interface Load {

  /**
   * Runs one plan to the end of its grace, or until all its operations are final.
   *
   * @param window is told when the measured time begins and ends; must not block
   * @param stopped asked at least every 10 ms; may throw
   */
  RunTally.Outcome run(LoadPlan plan, OpenLoop.Window window, BooleanSupplier stopped);

  /** Returns what the steps of the latest run took; null where there are no steps to be seen. */
  default StepTally.@Nullable Steps steps() {
    return null;
  }

  /** Returns a load that reads, over the same connections, operations that the latest run ended. */
  ReadLoad reads();

  /** Returns a load of idle devices that ask what there is to do; of none where none ask. */
  ReadLoad polls();
}
