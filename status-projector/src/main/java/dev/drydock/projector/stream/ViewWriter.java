package dev.drydock.projector.stream;

import dev.drydock.projector.core.ViewChanges;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the view's tables. Whatever is written again changes nothing, unless it was deleted
 * meanwhile. Thread-safe.
 */
public final class ViewWriter {

  private final TransactionTemplate transaction;
  private final OperationTable operations;
  private final DeviceTable devices;

  /**
   * @param dataSource gives connections whose schema is the view's
   * @param json writes actors and descriptions
   */
  public ViewWriter(DataSource dataSource, JsonMapper json) {
    JdbcTemplate jdbc = new JdbcTemplate(dataSource);
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    this.operations = new OperationTable(jdbc, json);
    this.devices = new DeviceTable(jdbc, json);
  }

  /**
   * Writes what a batch does to the view, in one transaction, before which the history of what is
   * gone goes in parts.
   *
   * @return how many operations and devices are other than before
   * @throws DataIntegrityViolationException when PostgreSQL does not take a value
   * @throws DataAccessException when PostgreSQL cannot be reached or cannot write now
   * @throws TransactionException the same
   */
  public int write(ViewChanges changes) {
    operations.forgetHistory(changes.operations().gone());
    Integer rows =
        transaction.execute(
            status ->
                operations.write(changes.operations(), changes.history())
                    + devices.write(changes.devices()));
    return rows == null ? 0 : rows;
  }
}
