package dev.drydock.projector.query;

import dev.drydock.projector.core.DurationBand;
import dev.drydock.projector.core.OperationKind.Completion;
import dev.drydock.projector.core.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads the kinds of a tenant's operations. Thread-safe. */
final class KindTable {

  /** The fields that all operations of a kind have the same value of. */
  private static final Set<Field> FIELDS =
      Set.of(
          OperationField.STATE,
          OperationField.SOFTWARE_TYPE,
          OperationField.SOFTWARE_VERSION,
          OperationField.ERROR_CODE);

  private final JdbcTemplate jdbc;

  KindTable(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Returns the kinds that a filter may be true of.
   *
   * @param rejected whether those of rejected requests are among them
   * @param most how many at most
   */
  List<Kind> select(TenantId tenant, Condition filter, boolean rejected, int most) {
    SqlText sql =
        new SqlText()
            .add(
                "select kind_id, state, software_type, software_version, error_code, completion,"
                    + " least_span_ms, most_span_ms from operation_kind where tenant_id = ?",
                tenant.value())
            .add(rejected ? " and " : " and not rejected and ");
    FilterSql.writeWhatFollows(filter, FIELDS::contains, sql);
    return sql.add(" limit ?", most).query(jdbc, KindTable::read);
  }

  private static Kind read(ResultSet row, int number) throws SQLException {
    return new Kind(
        row.getLong("kind_id"),
        row.getString("state"),
        row.getString("software_type"),
        row.getString("software_version"),
        row.getString("error_code"),
        Completion.valueOf(row.getString("completion")),
        new DurationBand(row.getLong("least_span_ms"), row.getLong("most_span_ms")));
  }
}
