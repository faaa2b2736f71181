package dev.drydock.projector.query;

import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Queries as tests write them: JSON with single quotation marks for double ones. */
final class Queries {

  private Queries() {}

  /** Returns what answers queries on a database. */
  static ViewQueries of(DataSource database) {
    return new ViewQueries(new JdbcTemplate(database), snapshot(database), JsonMapper.shared());
  }

  /** Returns what lets statements see the same rows, as the service's connections do. */
  static TransactionTemplate snapshot(DataSource database) {
    TransactionTemplate snapshot = new TransactionTemplate(new JdbcTransactionManager(database));
    snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    snapshot.setReadOnly(true);
    return snapshot;
  }

  static OperationSelection operations(String query) {
    return QueryReader.operations(json(query));
  }

  static DeviceSelection devices(String query) {
    return QueryReader.devices(json(query));
  }

  static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text.replace('\'', '"'));
  }
}
