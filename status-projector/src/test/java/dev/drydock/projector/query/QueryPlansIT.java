package dev.drydock.projector.query;

import dev.drydock.projector.core.TenantId;
import dev.drydock.projector.fixture.ManyOperations;
import dev.drydock.projector.fixture.Servers;
import dev.drydock.projector.fixture.ViewDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(Servers.Extension.class)
class QueryPlansIT {
  static final int ROWS = Integer.getInteger("view.rows", 50_000);

  static java.sql.Connection uncheckedConnection(ViewDatabase d) {
    try {
      return d.dataSource().getConnection();
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void scratch(Servers servers) {
    ViewDatabase database = ViewDatabase.of(servers.postgres()).migrate();
    JdbcTemplate jdbc =
        new JdbcTemplate(
            new org.springframework.jdbc.datasource.SingleConnectionDataSource(
                uncheckedConnection(database), true));
    long t = System.nanoTime();
    ManyOperations.fill(jdbc, ROWS);
    System.out.println("filled in ms " + (System.nanoTime() - t) / 1_000_000);
    System.out.println(
        "kinds "
            + jdbc.queryForList(
                "select count(*), (select count(*) from operation where kind_id not in (select kind_id from operation_kind)) from operation_kind"));
    System.out.println(
        jdbc.queryForList("select state, error_code, count(*) from operation group by 1, 2"));
    System.out.println(
        jdbc.queryForList(
            "select relname, pg_size_pretty(pg_relation_size(oid)) from pg_class where relname like 'operation%' and relnamespace = current_schema()::regnamespace"));
    System.out.println(jdbc.queryForMap("select * from operation limit 1"));
    OperationLists lists =
        new OperationLists(
            jdbc,
            TransactionOperations.withoutTransaction(),
            JsonMapper.shared(),
            OperationLists.MOST_KINDS);
    TenantId tenant = new TenantId(ManyOperations.TENANT);
    String[] filters = {
      "null",
      "{'field':'state','op':'eq','value':'failed'}",
      "{'field':'softwareVersion','op':'lt','value':'2.2.0'}",
      "{'field':'createdAt','op':'lt','value':1793800000000}",
      "{'field':'completedAt','op':'eq','value':null}"
    };
    for (String f : filters)
      for (String order : new String[] {"createdAt", "lastActionAt"}) {
        OperationQuery q =
            QueryReader.operations(
                JsonMapper.shared()
                    .readTree(
                        ("{'filter':" + f + ",'orderBy':'" + order + "','top':50}")
                            .replace('\'', '"')));
        for (int i = 0; i < 12; i++) {
          long s = System.nanoTime();
          lists.page(tenant, q);
          System.out.println(f + " " + order + " ms " + (System.nanoTime() - s) / 1e6);
        }
        SqlText sql = lists.plan(tenant, q).page();
        SqlText ex = new SqlText().add("explain (analyze, buffers) " + sql, sql.values().toArray());
        ex.query(jdbc, (r, n) -> r.getString(1)).forEach(System.out::println);
      }
  }
}
