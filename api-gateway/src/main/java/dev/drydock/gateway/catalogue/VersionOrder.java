package dev.drydock.gateway.catalogue;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the versions of a kind of software are ordered. A version that does not have the form of its
 * order is older than every version that does; among such versions the one that was published later
 * is newer.
 */
public enum VersionOrder {
  /** Semantic Versioning 2.0.0: three numbers, pre-releases, build metadata; a leading v may be. */
  SEMVER("[vV]?(?<numbers>\\d+\\.\\d+\\.\\d+)" + VersionOrder.SUFFIXES),
  /** Any count of numbers with dots between them; pre-releases and build metadata as in SemVer. */
  DOTTED("[vV]?(?<numbers>\\d+(?:\\.\\d+)*)" + VersionOrder.SUFFIXES),
  /** Year, month and day (20261130, 2026-11-30, 2026.11.30), further numbers after them. */
  DATE(
      "(?<numbers>\\d{4}(?:"
          + "(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])\\d*"
          + "|(?<separator>[-._/])(?:0?[1-9]|1[0-2])\\k<separator>(?:0?[1-9]|[12]\\d|3[01])"
          + ")(?:[-._T]\\d+)*)(?<pre>)"),
  /** No version has a form: the one that was published last is the newest. */
  PUBLISHED("(?<numbers>)(?<pre>)(?!)");

  private static final String SUFFIXES =
      "(?:-(?<pre>[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*))?(?:\\+[0-9A-Za-z.-]+)?";

  private static final Pattern COMPACT_DATE = Pattern.compile("^(\\d{4})(\\d\\d)(\\d\\d)");
  private static final Pattern BETWEEN_NUMBERS = Pattern.compile("\\D+");

  private final Pattern form;

  VersionOrder(String form) {
    this.form = Pattern.compile(form);
  }

  /** Returns a version's place in this order; nothing when it does not have the form. */
  Optional<Rank> place(String version) {
    Matcher matcher = form.matcher(version);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String numbers = matcher.group("numbers");
    String pre = matcher.group("pre");
    return Optional.of(
        new Rank(
            numbers(
                this == DATE ? COMPACT_DATE.matcher(numbers).replaceFirst("$1.$2.$3.") : numbers),
            pre == null || pre.isEmpty() ? List.of() : List.of(pre.split("\\."))));
  }

  private static List<BigInteger> numbers(String text) {
    return Arrays.stream(BETWEEN_NUMBERS.split(text)).map(BigInteger::new).toList();
  }

  /**
   * A version's place.
   *
   * @param numbers its numbers; those that are missing at the end count as 0
   * @param preRelease the identifiers of a pre-release; none when it is a release proper
   */
  record Rank(List<BigInteger> numbers, List<String> preRelease) implements Comparable<Rank> {

    @Override
    public int compareTo(Rank other) {
      for (int i = 0; i < Math.max(numbers.size(), other.numbers.size()); i++) {
        int difference = number(i).compareTo(other.number(i));
        if (difference != 0) {
          return difference;
        }
      }
      return preRelease.isEmpty() || other.preRelease.isEmpty()
          ? Boolean.compare(preRelease.isEmpty(), other.preRelease.isEmpty())
          : comparePreRelease(other);
    }

    private BigInteger number(int index) {
      return index < numbers.size() ? numbers.get(index) : BigInteger.ZERO;
    }

    private int comparePreRelease(Rank other) {
      int common = Math.min(preRelease.size(), other.preRelease.size());
      for (int i = 0; i < common; i++) {
        int difference = compare(preRelease.get(i), other.preRelease.get(i));
        if (difference != 0) {
          return difference;
        }
      }
      return Integer.compare(preRelease.size(), other.preRelease.size());
    }

    /** Numbers are lower than words. */
    private static int compare(String one, String other) {
      if (isNumber(one) && isNumber(other)) {
        return new BigInteger(one).compareTo(new BigInteger(other));
      }
      return isNumber(one) == isNumber(other)
          ? one.compareTo(other)
          : Boolean.compare(isNumber(other), isNumber(one));
    }

    private static boolean isNumber(String identifier) {
      return identifier.chars().allMatch(c -> c >= '0' && c <= '9');
    }
  }
}
