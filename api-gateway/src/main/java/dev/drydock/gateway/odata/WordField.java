package dev.drydock.gateway.odata;

import dev.drydock.view.Filter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One of some words, compared without regard to case; of two words the one that stands later in the
 * list is the greater. Never null.
 *
 * @param path the property
 * @param viewField the view's name of it, or null when all rows have the same word
 * @param words the words that there are, in their order; the first one is the one that all rows
 *     have
 */
public record WordField(String path, @Nullable String viewField, List<String> words)
    implements Field {

  /** Copies the words. */
  public WordField {
    words = List.copyOf(words);
  }

  @Override
  public Filter compare(Operator operator, @Nullable Object value) {
    if (value == null) {
      return operator == Operator.NE ? Filter.ALL : Filter.NONE;
    }
    int place = place(value);
    List<@Nullable Object> those = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      if (operator.holds(Integer.compare(i, place))) {
        those.add(words.get(i));
      }
    }
    return one(those);
  }

  @Override
  public Filter in(List<@Nullable Object> values) {
    return one(values.stream().filter(v -> v != null).map(v -> words.get(place(v))).toList());
  }

  @Override
  public Filter part(String function, @Nullable Object value) {
    if (!(value instanceof String text)) {
      throw new ValueException(this, "a text in single quotes");
    }
    String part = text.toLowerCase(Locale.ROOT);
    return one(
        words.stream()
            .filter(
                word -> {
                  String lower = word.toLowerCase(Locale.ROOT);
                  return function.equals("startswith")
                      ? lower.startsWith(part)
                      : lower.contains(part);
                })
            .toList());
  }

  private Filter one(List<? extends @Nullable Object> those) {
    if (viewField == null) {
      return those.contains(words.get(0)) ? Filter.ALL : Filter.NONE;
    }
    return new Filter.In(viewField, List.copyOf(those));
  }

  private int place(@Nullable Object value) {
    for (int i = 0; i < words.size(); i++) {
      if (value instanceof String text && words.get(i).equalsIgnoreCase(text)) {
        return i;
      }
    }
    throw new ValueException(this, "one of " + words + " in single quotes");
  }
}
