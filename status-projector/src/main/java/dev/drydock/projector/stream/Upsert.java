package dev.drydock.projector.stream;

import dev.drydock.projector.core.Revised;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Puts many rows by one statement of constant text: each column is one array. A row of the same or
 * a higher revision stays as it is.
 *
 * @param <R> the table's rows
 */
final class Upsert<R extends Revised> {

  private final List<Column<R>> columns;
  private final String sql;

  /**
   * @param table the table, which has a column {@code revision}
   * @param keys how many of the columns, the first ones, are the primary key
   * @param columns all columns that are written
   */
  Upsert(String table, int keys, List<Column<R>> columns) {
    this.columns = columns;
    this.sql =
        "insert into %s as known (%s) select %s from unnest(%s) as batch(%s) on conflict (%s)"
                .formatted(
                    table,
                    join(columns, "%s"),
                    columns.stream()
                        .map(column -> column.name() + column.cast())
                        .collect(Collectors.joining(", ")),
                    columns.stream()
                        .map(column -> "?::" + column.type() + "[]")
                        .collect(Collectors.joining(", ")),
                    join(columns, "%s"),
                    join(columns.subList(0, keys), "%s"))
            + " do update set %s where excluded.revision > known.revision"
                .formatted(join(columns.subList(keys, columns.size()), "%1$s = excluded.%1$s"));
  }

  /**
   * Puts the rows.
   *
   * @param rows at most one for each key
   * @return how many were inserted or replaced another
   */
  int put(JdbcTemplate jdbc, Collection<R> rows) {
    return rows.isEmpty() ? 0 : jdbc.update(sql, statement -> bind(statement, rows));
  }

  private void bind(PreparedStatement statement, Collection<R> rows) throws SQLException {
    for (int i = 0; i < columns.size(); i++) {
      Column<R> column = columns.get(i);
      Object[] values = rows.stream().map(column.value()).toArray();
      statement.setArray(i + 1, statement.getConnection().createArrayOf(column.type(), values));
    }
  }

  private static String join(List<? extends Column<?>> columns, String format) {
    return columns.stream()
        .map(column -> format.formatted(column.name()))
        .collect(Collectors.joining(", "));
  }
}
