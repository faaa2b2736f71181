package dev.drydock.projector.stream;

import dev.drydock.projector.core.ViewChanges;
import java.util.function.IntSupplier;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the view's tables. Whatever is written again changes nothing, unless it was deleted
 * meanwhile. Thread-safe.
 */
public final class ViewWriter {

  private final TransactionTemplate transaction;
  private final TransactionTemplate savepoint;
  private final OperationTable operations;
  private final DeviceTable devices;

  /**
   * @param dataSource gives connections whose schema is the view's
   * @param json writes actors and descriptions
   */
  public ViewWriter(DataSource dataSource, JsonMapper json) {
    JdbcTemplate jdbc = new JdbcTemplate(dataSource);
    JdbcTransactionManager transactions = new JdbcTransactionManager(dataSource);
    this.transaction = new TransactionTemplate(transactions);
    this.savepoint = new TransactionTemplate(transactions);
    savepoint.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    this.operations = new OperationTable(jdbc, json);
    this.devices = new DeviceTable(jdbc, json);
  }

  /**
   * Deletes most of the history of what is gone, in parts that are transactions of their own: what
   * is left goes with the batch.
   */
  void forgetHistory(ViewChanges changes) {
    operations.forgetHistory(changes.operations().gone());
  }

  /** Does all of something in one transaction, or nothing of it. */
  int inTransaction(IntSupplier work) {
    Integer rows = transaction.execute(status -> work.getAsInt());
    return rows == null ? 0 : rows;
  }

  /**
   * Writes what a batch does to the view, in the transaction that is open or in one of its own.
   *
   * @return how many operations and devices are other than before
   * @throws DataIntegrityViolationException when PostgreSQL does not take a value
   * @throws DataAccessException when PostgreSQL cannot be reached or cannot write now
   * @throws TransactionException the same
   */
  public int write(ViewChanges changes) {
    return inTransaction(() -> put(changes));
  }

  /** As {@link #write}; what fails leaves the transaction that is open as it was before. */
  int writeApart(ViewChanges changes) {
    Integer rows = savepoint.execute(status -> put(changes));
    return rows == null ? 0 : rows;
  }

  private int put(ViewChanges changes) {
    return operations.write(changes.operations(), changes.history())
        + devices.write(changes.devices());
  }
}
