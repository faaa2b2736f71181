package dev.drydock.dispatcher.artifact;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a file.
 *
 * @param first its first byte, counted from 0
 * @param last its last byte, not before the first
 */
record ByteRange(long first, long last) {

  /** One range, as HTTP writes it; more digits are no position in any file. */
  private static final Pattern ONE = Pattern.compile("bytes=\\s*(\\d{0,18})-(\\d{0,18})\\s*");

  /** Thrown when no byte of the file is in a range. */
  static final class UnsatisfiableException extends Exception {

    private static final long serialVersionUID = 1;

    UnsatisfiableException() {
      super("No byte of the file is in the range", null, false, false);
    }
  }

  static ByteRange whole(long sizeBytes) {
    return new ByteRange(0, sizeBytes - 1);
  }

  /**
   * Reads a header.
   *
   * @return nothing when it is to be ignored: other units, several ranges, or none at all
   * @throws UnsatisfiableException when no byte of the file is in it
   */
  static Optional<ByteRange> read(String header, long sizeBytes) throws UnsatisfiableException {
    Matcher range = ONE.matcher(header);
    if (!range.matches() || range.group(1).isEmpty() && range.group(2).isEmpty()) {
      return Optional.empty();
    }
    if (range.group(1).isEmpty()) {
      return Optional.of(ofLast(Long.parseLong(range.group(2)), sizeBytes));
    }
    long first = Long.parseLong(range.group(1));
    long last = range.group(2).isEmpty() ? sizeBytes - 1 : Long.parseLong(range.group(2));
    if (last < first && !range.group(2).isEmpty()) {
      return Optional.empty();
    }
    if (first >= sizeBytes) {
      throw new UnsatisfiableException();
    }
    return Optional.of(new ByteRange(first, Math.min(last, sizeBytes - 1)));
  }

  private static ByteRange ofLast(long count, long sizeBytes) throws UnsatisfiableException {
    if (count == 0) {
      throw new UnsatisfiableException();
    }
    return new ByteRange(Math.max(0, sizeBytes - count), sizeBytes - 1);
  }

  long length() {
    return last - first + 1;
  }
}
