import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableDescriptor;
import org.apache.flink.table.api.TableEnvironment;

/**
 * Runs the statements of one file in Flink. The rows of a SELECT are printed by Flink's own print
 * connector, until the query ends.
 */
final class FlinkSql {

  private FlinkSql() {}

  public static void main(String[] args) throws Exception {
    TableEnvironment tables =
        TableEnvironment.create(EnvironmentSettings.newInstance().inStreamingMode().build());
    tables.getConfig().set("parallelism.default", "1");
    for (String statement : Files.readString(Path.of(args[0])).split(";\\s*\n")) {
      if (statement.stripLeading().startsWith("SELECT")) {
        TableDescriptor print = TableDescriptor.forConnector("print").build();
        tables.sqlQuery(statement).insertInto(print).execute().await();
      } else {
        tables.executeSql(statement);
      }
    }
  }
}
