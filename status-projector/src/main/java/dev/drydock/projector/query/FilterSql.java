package dev.drydock.projector.query;

import dev.drydock.projector.query.Condition.Op;
import java.util.List;
import java.util.function.Predicate;

/**
 * Writes filters as SQL. What it writes is true where the filter is, and false or null elsewhere,
 * which is the same where no {@code not} stands around it: none does.
 */
final class FilterSql {

  private final SqlText sql;
  private final Predicate<Field> known;

  private FilterSql(SqlText sql, Predicate<Field> known) {
    this.sql = sql;
    this.known = known;
  }

  /** Adds a filter. */
  static void write(Condition filter, SqlText sql) {
    new FilterSql(sql, field -> true).write(filter);
  }

  /** Adds what follows from a filter for some of the fields: it is true wherever the filter is. */
  static void writeWhatFollows(Condition filter, Predicate<Field> known, SqlText sql) {
    new FilterSql(sql, known).write(filter);
  }

  private void write(Condition filter) {
    if (filter instanceof Condition.And and) {
      join(and.parts(), " and ", "true");
    } else if (filter instanceof Condition.Or or) {
      join(or.parts(), " or ", "false");
    } else if (filter instanceof Condition.Test test) {
      write(test);
    }
  }

  private void join(List<Condition> parts, String word, String ofNone) {
    if (parts.isEmpty()) {
      sql.add(ofNone);
      return;
    }
    String before = "(";
    for (Condition part : parts) {
      sql.add(before);
      write(part);
      before = word;
    }
    sql.add(")");
  }

  private void write(Condition.Test test) {
    if (!known.test(test.field())) {
      sql.add("true");
    } else if (test.values().isEmpty()) {
      sql.add(ofNoValues(test));
    } else if (test.acceptsNull()) {
      sql.add("(" + indexed(test.field()) + " is null or ");
      compare(test);
      sql.add(")");
    } else {
      compare(test);
    }
  }

  /** What is in none of no values is everything but perhaps null. */
  private static String ofNoValues(Condition.Test test) {
    if (test.op() == Op.IN) {
      return test.acceptsNull() ? indexed(test.field()) + " is null" : "false";
    }
    return test.acceptsNull() ? "true" : indexed(test.field()) + " is not null";
  }

  private void compare(Condition.Test test) {
    int indexed = test.field().indexedLength();
    if (indexed == 0 || !isNarrowedByStarts(test.op())) {
      compare(test.field().column(), test.op(), test, test.values());
      return;
    }
    List<Object> starts =
        test.values().stream().<Object>map(v -> CodePoints.first(indexed, (String) v)).toList();
    sql.add("(");
    compare(indexed(test.field()), ofStarts(test.op()), test, starts);
    sql.add(" and ");
    compare(test.field().column(), test.op(), test, test.values());
    sql.add(")");
  }

  /** What is not so may begin as what is, and a part may stand anywhere. */
  private static boolean isNarrowedByStarts(Op op) {
    return switch (op) {
      case NOT_IN, NOT_STARTS_WITH, CONTAINS, NOT_CONTAINS -> false;
      default -> true;
    };
  }

  /** Returns what an index has of a field, which is null where the field is. */
  private static String indexed(Field field) {
    return field.indexedLength() == 0
        ? field.column()
        : "left(%s, %d)".formatted(field.column(), field.indexedLength());
  }

  /** What a comparison of two texts means for how they begin. */
  private static Op ofStarts(Op op) {
    return switch (op) {
      case LESS -> Op.LESS_OR_EQUAL;
      case GREATER -> Op.GREATER_OR_EQUAL;
      default -> op;
    };
  }

  private void compare(String compared, Op op, Condition.Test test, List<Object> values) {
    if (op.isOfParts()) {
      sql.add(compared + operator(op) + "?", pattern(op, (String) values.get(0)));
    } else if (op == Op.NOT_IN || values.size() > 1) {
      sql.add(compared + (op == Op.IN ? " = any(?)" : " <> all(?)"), array(test, values));
    } else {
      sql.add(compared + operator(op) + "?", values.get(0));
    }
  }

  private static String operator(Op op) {
    return switch (op) {
      case IN -> " = ";
      case NOT_IN -> " <> ";
      case LESS -> " < ";
      case LESS_OR_EQUAL -> " <= ";
      case GREATER -> " > ";
      case GREATER_OR_EQUAL -> " >= ";
      case STARTS_WITH, CONTAINS -> " like ";
      case NOT_STARTS_WITH, NOT_CONTAINS -> " not like ";
    };
  }

  /** Returns the pattern of what holds a text, in which no character stands for others. */
  private static String pattern(Op op, String text) {
    String literal = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    boolean isStart = op == Op.STARTS_WITH || op == Op.NOT_STARTS_WITH;
    return (isStart ? "" : "%") + literal + "%";
  }

  private static Object array(Condition.Test test, List<Object> values) {
    return switch (test.field().type()) {
      case TEXT -> values.toArray(String[]::new);
      case TIME -> values.toArray(Long[]::new);
    };
  }
}
