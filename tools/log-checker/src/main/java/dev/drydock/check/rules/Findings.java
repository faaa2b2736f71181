package dev.drydock.check.rules;

import java.util.ArrayList;
import java.util.List;

/** Collects violations; keeps the first and counts the rest. */
final class Findings {

  static final int KEPT = 1000;

  private final List<Violation> kept = new ArrayList<>();
  private long count;

  void add(Invariant invariant, String sentence) {
    count++;
    if (kept.size() < KEPT) {
      kept.add(new Violation(invariant, sentence));
    }
  }

  long count() {
    return count;
  }

  List<Violation> kept() {
    return kept;
  }
}
