package dev.drydock.cli.up;

import dev.drydock.local.StackSettings;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How the installation is to be.
 *
 * @param stack its parts
 * @param devices how many devices are registered and played; 0 for none
 * @param thinkTime mean time from one ack of a device to its next
 */
record UpSettings(StackSettings stack, int devices, Duration thinkTime) {

  UpSettings {
    if (devices < 0) {
      throw new IllegalArgumentException(
          "Expected the number of devices to be 0 or more, but it is " + devices);
    }
    if (thinkTime.isNegative()) {
      throw new IllegalArgumentException(
          "Expected the think time to be 0 or more, but it is " + thinkTime);
    }
  }

  /** The file that names the process whose installation is ready. */
  Path readyFile() {
    return stack.dataDirectory().resolve("ready");
  }

  /** The directory of the parts' logs, and of a detached installation's own. */
  Path logs() {
    return stack.dataDirectory().resolve("logs");
  }
}
