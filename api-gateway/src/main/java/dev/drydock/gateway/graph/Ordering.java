package dev.drydock.gateway.graph;

import dev.drydock.gateway.problem.Problem;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * By what a collection is ordered.
 *
 * @param property the items' property
 * @param viewField the view's name of it
 * @param descending whether the last come first
 */
record Ordering(String property, String viewField, boolean descending) {

  /**
   * Reads {@code $orderby}; throws a 400 that names what is not supported.
   *
   * @param text a property, and after it {@code asc} or {@code desc}; null for the usual order
   * @param known the orders that there are, the usual one first
   */
  static Ordering of(@Nullable String text, List<Ordering> known) {
    if (text == null) {
      return known.get(0);
    }
    String[] words = text.strip().split("\\s+");
    for (Ordering ordering : known) {
      if (ordering.property.equals(words[0]) && words.length <= 2) {
        return switch (words.length == 1 ? "asc" : words[1].toLowerCase(Locale.ROOT)) {
          case "asc" -> new Ordering(ordering.property, ordering.viewField, false);
          case "desc" -> new Ordering(ordering.property, ordering.viewField, true);
          default -> throw refused(text, known);
        };
      }
    }
    throw refused(text, known);
  }

  private static Problem refused(String text, List<Ordering> known) {
    return Problem.badRequest(
        "$orderby",
        "Expected $orderby to be "
            + known.stream().map(Ordering::property).collect(Collectors.joining(" or "))
            + ", and asc or desc, but it is '"
            + text
            + "'.");
  }
}
