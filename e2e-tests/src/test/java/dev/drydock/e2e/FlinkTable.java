package dev.drydock.e2e;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/**
 * A table of Flink SQL over a topic.
 *
 * @param statement the {@code CREATE TABLE}
 */
record FlinkTable(String statement) {

  private static final Pattern COLUMN =
      Pattern.compile("`?(\\w+)`? (STRING|INT|BIGINT|BOOLEAN|TIMESTAMP\\(3\\))(?: NOT NULL)?,?\\s");

  /**
   * A column.
   *
   * @param name that of the member
   * @param type in Flink's words
   */
  record Column(String name, String type) {

    /** Returns the column for a member. */
    static Column of(Schema.Field member) {
      return new Column(member.name(), typeOf(member.schema()));
    }

    private static String typeOf(Schema schema) {
      return switch (schema.getType()) {
        case UNION -> typeOf(schema.getTypes().get(1));
        case STRING -> "STRING";
        case INT -> "INT";
        case BOOLEAN -> "BOOLEAN";
        case LONG ->
            schema.getLogicalType() instanceof LogicalTypes.TimestampMillis
                ? "TIMESTAMP(3)"
                : "BIGINT";
        default -> throw new AssertionError("Expected a plain member, but it is " + schema);
      };
    }
  }

  /** Returns the columns in their order. */
  List<Column> columns() {
    return COLUMN
        .matcher(statement)
        .results()
        .map((MatchResult column) -> new Column(column.group(1), column.group(2)))
        .toList();
  }

  /** Returns the same table with a column for each member. */
  FlinkTable ofAll(Schema schema) {
    String columns =
        schema.getFields().stream()
            .map(Column::of)
            .map(column -> '`' + column.name() + "` " + column.type())
            .collect(Collectors.joining(", "));
    int begin = statement.indexOf('(') + 1;
    String end = statement.substring(statement.indexOf("\n) WITH"));
    int key = statement.indexOf("  PRIMARY KEY");
    String constraint = key < 0 ? "" : ",\n" + statement.substring(key, statement.indexOf(end));
    return new FlinkTable(statement.substring(0, begin) + columns + constraint + end);
  }
}
