package dev.drydock.cli.explain;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Says times as a person would at a moment and in a place. Thread-safe. */
final class Clock {

  private final Instant now;
  private final ZoneId zone;
  private final DateTimeFormatter time;
  private final DateTimeFormatter timeWithMillis;
  private final DateTimeFormatter day;

  Clock(Instant now, ZoneId zone) {
    this.now = now;
    this.zone = zone;
    this.time = format("HH:mm:ss", zone);
    this.timeWithMillis = format("HH:mm:ss.SSS", zone);
    this.day = format("uuuu-MM-dd", zone);
  }

  ZoneId zone() {
    return zone;
  }

  /** Returns the day and time, without the day when it is today. */
  String at(Instant moment) {
    boolean isToday = day(moment).equals(day(now));
    return isToday ? time.format(moment) : day(moment) + ' ' + time.format(moment);
  }

  /** Returns the day and time, and how long that is from now. */
  String from(Instant moment) {
    Duration since = Duration.between(moment, now);
    if (since.abs().toSeconds() < 1) {
      return at(moment) + " (just now)";
    }
    return since.isNegative()
        ? at(moment) + " (in " + span(since.negated()) + ')'
        : at(moment) + " (" + span(since) + " ago)";
  }

  boolean isPast(Instant moment) {
    return moment.isBefore(now);
  }

  String day(Instant moment) {
    return day.format(moment);
  }

  String timeWithMillis(Instant moment) {
    return timeWithMillis.format(moment);
  }

  /** Returns a duration in its two greatest units. */
  static String span(Duration time) {
    if (time.toSeconds() < 1) {
      return time.toMillis() + " ms";
    }
    if (time.toMinutes() < 1) {
      return time.toSeconds() < 10
          ? String.format(Locale.ROOT, "%.1f s", Math.floor(time.toMillis() / 100.0) / 10)
          : time.toSeconds() + " s";
    }
    if (time.toHours() < 1) {
      return units(time.toMinutes(), "min", time.toSecondsPart(), "s");
    }
    return time.toDays() < 1
        ? units(time.toHours(), "h", time.toMinutesPart(), "min")
        : units(time.toDays(), "d", time.toHoursPart(), "h");
  }

  private static String units(long great, String greatUnit, int small, String smallUnit) {
    return great + " " + greatUnit + (small == 0 ? "" : " " + small + ' ' + smallUnit);
  }

  private static DateTimeFormatter format(String pattern, ZoneId zone) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(zone);
  }
}
