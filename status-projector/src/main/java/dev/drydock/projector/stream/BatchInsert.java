package dev.drydock.projector.stream;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Puts many rows by one statement of constant text: each column is one array.
 *
 * @param <R> the rows
 */
final class BatchInsert<R> {

  private final List<Column<R>> columns;
  private final String sql;

  /**
   * @param table the table, called {@code known} in the statement, as the rows are {@code batch}
   * @param columns all columns that are written
   * @param rest what stands after the rows: which of them are put, and what becomes of a conflict
   */
  private BatchInsert(String table, List<Column<R>> columns, String rest) {
    this.columns = columns;
    this.sql =
        "insert into %s as known (%s) select %s from unnest(%s) as batch(%s) %s"
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
                rest);
  }

  /**
   * A row of the same or a higher revision stays as it is.
   *
   * @param table the table, which has a column {@code revision}
   * @param keys how many of the columns, the first ones, are the primary key
   */
  static <R> BatchInsert<R> ofNewer(String table, int keys, List<Column<R>> columns) {
    String rest =
        "on conflict (%s) do update set %s where excluded.revision > known.revision"
            .formatted(
                join(columns.subList(0, keys), "%s"),
                join(columns.subList(keys, columns.size()), "%1$s = excluded.%1$s"));
    return new BatchInsert<>(table, columns, rest);
  }

  /** A row that is there stays as it is. */
  static <R> BatchInsert<R> ofMissing(String table, List<Column<R>> columns) {
    return new BatchInsert<>(table, columns, "on conflict do nothing");
  }

  /**
   * A row that is there stays as it is, but for the day of its use. Of a row that has been used
   * today nothing is written or locked, so that writers do not wait for each other.
   *
   * @param key the primary key
   */
  static <R> BatchInsert<R> ofUsed(String table, String key, List<Column<R>> columns) {
    String rest =
        "where not exists (select from %1$s there where there.%2$s = batch.%2$s"
                .formatted(table, key)
            + " and there.used_on >= current_date)"
            + " on conflict (%s) do update set used_on = current_date".formatted(key);
    return new BatchInsert<>(table, columns, rest);
  }

  /**
   * Puts the rows.
   *
   * @param rows at most one for each key, in the order of the keys, so that two writers that meet
   *     wait for each other instead of deadlocking
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
