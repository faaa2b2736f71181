package dev.drydock.dispatcher.core;

import org.jspecify.annotations.Nullable;

/**
 * What a caller makes of the version that a device runs.
 *
 * @param skipsInstalled whether there is nothing to do when it is the one that is asked for
 * @param assumed the version that the caller took for granted, empty when none, or null when it
 *     does not matter
 */
public record Premise(boolean skipsInstalled, @Nullable String assumed) {

  /** Install it in any case. */
  public static final Premise NONE = new Premise(false, null);

  boolean isWrong(@Nullable String runs) {
    return assumed != null && !assumed.equals(runs == null ? "" : runs);
  }
}
