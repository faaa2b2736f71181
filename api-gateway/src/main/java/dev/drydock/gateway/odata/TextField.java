package dev.drydock.gateway.odata;

import dev.drydock.view.Filter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text, compared character by character.
 *
 * @param path the property
 * @param viewField the view's name of it
 */
public record TextField(String path, String viewField) implements Field {

  @Override
  public Filter compare(Operator operator, @Nullable Object value) {
    return new Filter.Comparison(viewField, operator.word(), text(value));
  }

  @Override
  public Filter in(List<@Nullable Object> values) {
    List<@Nullable Object> texts = new ArrayList<>();
    values.forEach(value -> texts.add(text(value)));
    return new Filter.In(viewField, texts);
  }

  @Override
  public Filter part(String function, @Nullable Object value) {
    return new Filter.Comparison(viewField, function, text(value));
  }

  /** PostgreSQL stores no text with a NUL, and takes none. */
  private @Nullable Object text(@Nullable Object value) {
    if (value == null || value instanceof String text && text.indexOf('\0') < 0) {
      return value;
    }
    throw new ValueException(this, "a text in single quotes");
  }
}
