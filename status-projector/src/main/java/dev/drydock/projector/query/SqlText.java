package dev.drydock.projector.query;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGStatement;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementSetter;
import org.springframework.jdbc.core.RowMapper;

/**
 * A statement as it is put together: the text, which has nothing of a caller's in it, and the
 * values of its parameters. Not thread-safe.
 */
final class SqlText implements PreparedStatementSetter {

  private final StringBuilder text = new StringBuilder();
  private final List<Object> values = new ArrayList<>();

  /** Adds text with a {@code ?} for each value: a string, a number, or an array of either. */
  SqlText add(String part, Object... partsValues) {
    text.append(part);
    values.addAll(List.of(partsValues));
    return this;
  }

  /** Asks. */
  <T> List<T> query(JdbcTemplate jdbc, RowMapper<T> rows) {
    return jdbc.query(text.toString(), this, rows);
  }

  /** Returns the parameters' values. */
  List<Object> values() {
    return values;
  }

  @Override
  public void setValues(PreparedStatement statement) throws SQLException {
    // A plan for any values, as PostgreSQL has for a statement that it keeps, takes what is rare
    // for
    // common and walks through all rows.
    statement.unwrap(PGStatement.class).setPrepareThreshold(0);
    for (int i = 0; i < values.size(); i++) {
      Object value = values.get(i);
      if (value instanceof Object[] array) {
        String type = array instanceof Long[] ? "bigint" : "text";
        statement.setArray(i + 1, statement.getConnection().createArrayOf(type, array));
      } else {
        statement.setObject(i + 1, value);
      }
    }
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
