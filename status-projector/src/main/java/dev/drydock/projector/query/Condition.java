package dev.drydock.projector.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A condition on rows, true or false of each: {@code not} has been carried down to the comparisons,
 * and each comparison says itself what becomes of null.
 */
sealed interface Condition {

  /** True of every row. */
  Condition ALL = new And(List.of());

  /** True of none. */
  Condition NONE = new Or(List.of());

  /** True when all parts are; without parts, true. */
  record And(List<Condition> parts) implements Condition {}

  /** True when one part is; without parts, false. */
  record Or(List<Condition> parts) implements Condition {}

  /** How a value is compared. */
  enum Op {
    IN,
    NOT_IN,
    LESS,
    LESS_OR_EQUAL,
    GREATER,
    GREATER_OR_EQUAL,
    STARTS_WITH,
    NOT_STARTS_WITH,
    CONTAINS,
    NOT_CONTAINS;

    /** Returns what is true of a value if and only if this is not. */
    Op negated() {
      return switch (this) {
        case IN -> NOT_IN;
        case NOT_IN -> IN;
        case LESS -> GREATER_OR_EQUAL;
        case LESS_OR_EQUAL -> GREATER;
        case GREATER -> LESS_OR_EQUAL;
        case GREATER_OR_EQUAL -> LESS;
        case STARTS_WITH -> NOT_STARTS_WITH;
        case NOT_STARTS_WITH -> STARTS_WITH;
        case CONTAINS -> NOT_CONTAINS;
        case NOT_CONTAINS -> CONTAINS;
      };
    }

    /** Tells whether a part of a text is looked for, in code points as they are. */
    boolean isOfParts() {
      return switch (this) {
        case STARTS_WITH, NOT_STARTS_WITH, CONTAINS, NOT_CONTAINS -> true;
        default -> false;
      };
    }
  }

  /**
   * Compares a field.
   *
   * @param field the field
   * @param op how
   * @param values strings or {@link Long}s, by the field's type: any number with {@link Op#IN} and
   *     {@link Op#NOT_IN}, else one
   * @param acceptsNull whether it is true of null; {@code op} says so of other values alone
   */
  record Test(Field field, Op op, List<Object> values, boolean acceptsNull) implements Condition {

    /** Returns what is true if and only if this is not. */
    Test negated() {
      return new Test(field, op.negated(), values, !acceptsNull);
    }

    /** Tells whether it is true of a text. */
    boolean accepts(@Nullable String text) {
      return text == null ? acceptsNull : acceptsText(text);
    }

    private boolean acceptsText(String text) {
      return switch (op) {
        case IN -> values.contains(text);
        case NOT_IN -> !values.contains(text);
        case LESS -> compareWith(text) < 0;
        case LESS_OR_EQUAL -> compareWith(text) <= 0;
        case GREATER -> compareWith(text) > 0;
        case GREATER_OR_EQUAL -> compareWith(text) >= 0;
        case STARTS_WITH -> text.startsWith(part());
        case NOT_STARTS_WITH -> !text.startsWith(part());
        case CONTAINS -> text.contains(part());
        case NOT_CONTAINS -> !text.contains(part());
      };
    }

    private String part() {
      return (String) values.get(0);
    }

    private int compareWith(String text) {
      return CodePoints.compare(text, part());
    }
  }
}
