package dev.drydock.check.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * The claims about one topic's records, in whatever order they were made, settled in one walk
 * through the topic. A list that is sorted once: there are several claims for each operation.
 */
final class Claims {

  private final List<Claim> claims = new ArrayList<>();
  private int next;
  private boolean walking;

  void add(Claim claim) {
    if (walking) {
      throw new IllegalStateException("Expected all claims before the walk, but got " + claim);
    }
    claims.add(claim);
  }

  /**
   * Goes on to a record.
   *
   * @param offset where it stands, greater than those before
   * @param missed takes the claims about offsets that were passed
   * @return the claims about this record
   */
  List<Claim> at(long offset, Consumer<Claim> missed) {
    pass(offset, missed);
    int first = next;
    while (next < claims.size() && claims.get(next).causeOffset() == offset) {
      next++;
    }
    return claims.subList(first, next);
  }

  /** Ends the walk; takes the claims that are left. */
  void finish(Consumer<Claim> missed) {
    pass(Long.MAX_VALUE, missed);
  }

  private void pass(long offset, Consumer<Claim> missed) {
    if (!walking) {
      claims.sort(Comparator.comparingLong(Claim::causeOffset));
      walking = true;
    }
    while (next < claims.size() && claims.get(next).causeOffset() < offset) {
      missed.accept(claims.get(next));
      next++;
    }
  }
}
