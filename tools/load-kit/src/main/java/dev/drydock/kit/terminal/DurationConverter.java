package dev.drydock.kit.terminal;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads durations as people type them ({@code 500ms}, {@code 90s}, {@code 1h30m}) and ISO 8601. */
public final class DurationConverter implements ITypeConverter<Duration> {

  private static final Pattern SHORT =
      Pattern.compile("(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?(?:(\\d+)ms)?");

  @Override
  public Duration convert(String text) {
    try {
      return text.toUpperCase(Locale.ROOT).startsWith("P") ? Duration.parse(text) : parse(text);
    } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
      throw refused(text);
    }
  }

  private static Duration parse(String text) {
    if (text.equals("0")) {
      return Duration.ZERO;
    }
    Matcher parts = SHORT.matcher(text);
    if (text.isEmpty() || !parts.matches()) {
      throw refused(text);
    }
    return Duration.ofDays(part(parts, 1))
        .plusHours(part(parts, 2))
        .plusMinutes(part(parts, 3))
        .plusSeconds(part(parts, 4))
        .plusMillis(part(parts, 5));
  }

  private static long part(Matcher parts, int group) {
    return parts.group(group) == null ? 0 : Long.parseLong(parts.group(group));
  }

  private static TypeConversionException refused(String text) {
    return new TypeConversionException(
        "expected a duration such as 500ms, 90s, 1h30m or PT1H, but it is \"" + text + '"');
  }
}
