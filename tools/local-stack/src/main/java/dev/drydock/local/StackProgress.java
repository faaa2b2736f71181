package dev.drydock.local;

import java.time.Duration;

/** Is told how the start of a stack goes on. Calls come from several threads, one at a time. */
public interface StackProgress {

  /** A caller who does not want to know. */
  StackProgress NONE =
      new StackProgress() {
        @Override
        public void started(String step) {}

        @Override
        public void waiting(String step, Duration since) {}

        @Override
        public void finished(String step, Duration took) {}
      };

  /** A step has begun; several may be under way. */
  void started(String step);

  /** A step goes on; told every 15 s. */
  void waiting(String step, Duration since);

  /** A step has succeeded. Of one that fails nothing is told: the start fails. */
  void finished(String step, Duration took);
}
