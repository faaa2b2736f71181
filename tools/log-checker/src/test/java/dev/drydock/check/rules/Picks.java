package dev.drydock.check.rules;

import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Random places of a log. */
final class Picks {

  private Picks() {}

  static <T> T pick(List<T> entries, Predicate<T> which, Random random) {
    List<T> candidates = entries.stream().filter(which).toList();
    return candidates.isEmpty() ? null : candidates.get(random.nextInt(candidates.size()));
  }

  static <T> boolean remove(List<T> entries, Predicate<T> which, Random random) {
    T picked = pick(entries, which, random);
    return picked != null && entries.remove(picked);
  }

  static <T> boolean replace(
      List<T> entries, Predicate<T> which, UnaryOperator<T> change, Random random) {
    T picked = pick(entries, which, random);
    if (picked == null) {
      return false;
    }
    entries.set(entries.indexOf(picked), change.apply(picked));
    return true;
  }
}
