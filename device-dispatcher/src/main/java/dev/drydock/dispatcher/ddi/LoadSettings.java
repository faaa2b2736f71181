package dev.drydock.dispatcher.ddi;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many calls may be at work in this process before some have to wait: polls and fetches are
 * told to retry later, progress reports are merged (ADR 22). A device's final report, its answer to
 * a cancel and what it tells of itself do not wait for that.
 *
 * @param polls calls of any kind in process beyond which polls are refused, 1 or more
 * @param progress calls of any kind in process beyond which fetches are refused and progress is
 *     merged, at least {@code polls}
 * @param forwarded calls waiting for one other dispatcher beyond which no polls, fetches and
 *     progress are passed on to it, 1 or more
 * @param perDevice how often a device may write to the log in ten seconds, first final reports not
 *     counted, 1 or more: agents send some fifty lines at once at most
 * @param callsPerDevice how many calls a device may make in ten seconds, reports not counted, 1 or
 *     more
 */
@ConfigurationProperties("drydock.dispatcher.ddi.limits")
public record LoadSettings(
    @DefaultValue("64") int polls,
    @DefaultValue("256") int progress,
    @DefaultValue("128") int forwarded,
    @DefaultValue("200") int perDevice,
    @DefaultValue("2000") int callsPerDevice) {

  private static final String KEY = "drydock.dispatcher.ddi.limits.";

  /** Checks the values; throws {@link IllegalArgumentException}. */
  public LoadSettings {
    requireAtLeast(1, "polls", polls);
    requireAtLeast(polls, "progress", progress);
    requireAtLeast(1, "forwarded", forwarded);
    requireAtLeast(1, "per-device", perDevice);
    requireAtLeast(1, "calls-per-device", callsPerDevice);
  }

  private static void requireAtLeast(int min, String key, int value) {
    if (value < min) {
      throw new IllegalArgumentException(
          "Expected " + KEY + key + " to be " + min + " or more, but it is " + value);
    }
  }
}
