package dev.drydock.projector.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drydock.projector.core.TenantId;
import dev.drydock.projector.fixture.ManyOperations;
import dev.drydock.projector.fixture.Servers;
import dev.drydock.projector.fixture.ViewDatabase;
import dev.drydock.projector.query.ListCases.Case;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How lists of many operations are read, which docs/queries.md shows. With {@code
 * -Dview.rows=5000000} all are measured, too.
 */
@ExtendWith(Servers.Extension.class)
class QueryPlansIT {

  private static final int ROWS = Integer.getInteger("view.rows", 50_000);
  private static final int ROWS_WORTH_MEASURING = 1_000_000;
  private static final int RUNS = 10;
  private static final Duration MOST = Duration.ofMillis(50);
  private static final Path MEASURED = Path.of("target", "queries.md");
  private static final TenantId TENANT = new TenantId(ManyOperations.TENANT);

  private static SingleConnectionDataSource connection;
  private static JdbcTemplate jdbc;
  private static OperationLists lists;
  private static int kinds;

  @BeforeAll
  static void fill(Servers servers) {
    connection = ViewDatabase.of(servers.postgres()).migrate().oneConnection();
    jdbc = new JdbcTemplate(connection);
    ManyOperations.fill(jdbc, ROWS);
    lists =
        new OperationLists(
            jdbc, Queries.snapshot(connection), JsonMapper.shared(), OperationLists.MOST_KINDS);
    Integer known = jdbc.queryForObject("select count(*) from operation_kind", Integer.class);
    kinds = known == null ? 0 : known;
  }

  @AfterAll
  static void close() {
    connection.destroy();
  }

  static List<Case> cases() {
    return ListCases.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void shouldLookAtFewOperationsAlongIndexesWhateverTheListIs(Case list) {
    SqlText sql = lists.plan(TENANT, Queries.operations(list.query())).page();

    List<JsonNode> scans = scans(plan(sql));

    assertThat(scans)
        .isNotEmpty()
        .allSatisfy(
            scan ->
                assertThat(scan.get("Node Type").asString()).isIn("Index Scan", "Index Only Scan"));
    int onPage = Queries.operations(list.query()).top() + 1;
    double atMost = kinds + (onPage + 2.0) * onPage + ROWS / 10.0;
    assertThat(scans.stream().mapToDouble(QueryPlansIT::rowsLookedAt).sum()).isLessThan(atMost);
  }

  @Test
  void shouldAnswerEachListInTimeWhenThereAreMany() throws IOException {
    assumeTrue(ROWS >= ROWS_WORTH_MEASURING);
    List<String> lines = new ArrayList<>();
    List<String> tooSlow = new ArrayList<>();
    for (Case list : cases()) {
      Measured measured = measure(Queries.operations(list.query()));
      lines.add(measured.line(list));
      if (measured.cpuMs() > MOST.toMillis()) {
        tooSlow.add(lines.get(lines.size() - 1));
      }
    }
    Files.write(MEASURED, lines);

    assertThat(tooSlow).isEmpty();
  }

  /**
   * What a list took.
   *
   * @param scans how many scans were merged; 0 when it was one alone
   * @param cpuMs CPU time of the server
   * @param fastestMs time to the answer, the shortest of all runs
   * @param medianMs the same in the median
   */
  private record Measured(int scans, double cpuMs, double fastestMs, double medianMs) {

    String line(Case list) {
      return String.format(
          Locale.ROOT,
          "| %s | %s | %d | %.0f | %.0f | %.0f |",
          list.filter(),
          list.order(),
          scans,
          cpuMs,
          fastestMs,
          medianMs);
    }
  }

  private static Measured measure(OperationSelection query) {
    int scans = lists.plan(TENANT, query) instanceof KindMerge merge ? merge.scans().size() : 0;
    lists.page(TENANT, query);
    double[] tookMs = new double[RUNS];
    long cpuMs = cpuOfServerMs();
    for (int run = 0; run < RUNS; run++) {
      long start = System.nanoTime();
      lists.page(TENANT, query);
      tookMs[run] = (System.nanoTime() - start) / 1e6;
    }
    double cpuOfEachMs = (double) (cpuOfServerMs() - cpuMs) / RUNS;
    Arrays.sort(tookMs);
    return new Measured(scans, cpuOfEachMs, tookMs[0], tookMs[RUNS / 2]);
  }

  /** Other work on the machine makes an answer wait, but its CPU time hardly longer. */
  private static long cpuOfServerMs() {
    Integer pid = jdbc.queryForObject("select pg_backend_pid()", Integer.class);
    return ProcessHandle.of(pid == null ? 0 : pid)
        .flatMap(process -> process.info().totalCpuDuration())
        .orElse(Duration.ZERO)
        .toMillis();
  }

  private static JsonNode plan(SqlText sql) {
    SqlText explain =
        new SqlText()
            .add("explain (analyze, timing off, format json) " + sql, sql.values().toArray());
    String plan = explain.query(jdbc, (row, number) -> row.getString(1)).get(0);
    return JsonMapper.shared().readTree(plan).get(0).get("Plan");
  }

  /** Returns where a plan reads operations. */
  private static List<JsonNode> scans(JsonNode node) {
    List<JsonNode> scans = new ArrayList<>();
    if (node.path("Relation Name").asString("").equals("operation")) {
      scans.add(node);
    }
    node.path("Plans").forEach(below -> scans.addAll(scans(below)));
    return scans;
  }

  private static double rowsLookedAt(JsonNode scan) {
    double each =
        scan.get("Actual Rows").asDouble() + scan.path("Rows Removed by Condition").asDouble(0);
    return each * scan.get("Actual Loops").asDouble();
  }
}
