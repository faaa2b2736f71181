package dev.drydock.projector.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.projector.core.Change;
import dev.drydock.projector.core.DeviceId;
import dev.drydock.projector.core.Rows;
import dev.drydock.projector.core.ViewChanges;
import dev.drydock.projector.fixture.Servers;
import dev.drydock.projector.fixture.ViewDatabase;
import dev.drydock.projector.stream.ViewWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(Servers.Extension.class)
class RetentionIT {

  private static final DeviceId DEVICE = DeviceId.of("tenant-1", "device-1");
  private static final Duration PERIOD = Duration.ofDays(30);

  /** When {@link Rows} have ended, to within seconds. */
  private static final Instant ENDED = Instant.parse("2026-11-23T10:15:30Z");

  private ViewDatabase database;
  private JdbcTemplate jdbc;
  private ViewWriter writer;

  @BeforeEach
  void migrate(Servers servers) {
    database = ViewDatabase.of(servers.postgres()).migrate();
    jdbc = database.jdbc();
    writer = new ViewWriter(database.dataSource(), JsonMapper.shared());
  }

  @Test
  void shouldDeleteWhatEndedOrWasRejectedLongAgo() {
    write(changed("running", 2), changed("over", 4), changed("turned-away", 0));

    runAt(ENDED.plus(PERIOD).plusSeconds(10));

    assertThat(ids()).containsExactly("running");
  }

  @Test
  void shouldKeepWhatIsNotOldEnough() {
    write(changed("over", 4), changed("turned-away", 0));

    runAt(ENDED.plus(PERIOD).minusSeconds(10));

    assertThat(ids()).containsExactly("over", "turned-away");
  }

  @Test
  void shouldKeepAnOldOperationWhenItHasEndedLately() {
    write(changed("over", 4));
    jdbc.update("update operation set completed_at_ms = completed_at_ms + 20000");

    runAt(ENDED.plus(PERIOD).plusSeconds(10));

    assertThat(ids()).containsExactly("over");
  }

  @Test
  void shouldDeleteAgainWhenARowHasComeBack() {
    write(changed("over", 4));
    runAt(ENDED.plus(PERIOD).plusSeconds(10));
    write(changed("over", 4));

    runAt(ENDED.plus(PERIOD).plusSeconds(10));

    assertThat(ids()).isEmpty();
  }

  @Test
  void shouldDeleteAllWhenThereAreManyTransactionsFull() {
    writeMany(2 * Retention.BATCH + 1);

    runAt(ENDED.plus(PERIOD).plusSeconds(10));

    assertThat(ids()).isEmpty();
  }

  @Test
  void shouldForgetTheHistoryWithTheOperation() {
    for (int revision = 1; revision <= 4; revision++) {
      write(changed("over", revision));
    }
    write(changed("running", 2));

    runAt(ENDED.plus(PERIOD).plusSeconds(10));

    assertThat(jdbc.queryForList("select operation_id from operation_revision", String.class))
        .containsExactly("running");
  }

  @Test
  void shouldDeleteFewAtATimeWhenTheyHaveManyRevisions() {
    writeMany(10);
    jdbc.update("update operation set revision = 2000");
    long endedBefore = ENDED.plusSeconds(10).toEpochMilli();

    int first = jdbc.update(Retention.DELETE_SOME, endedBefore, endedBefore, Retention.BATCH);

    assertThat(first).isEqualTo(Retention.HISTORY_BATCH / 1002 + 1);
  }

  @Test
  void shouldForgetAKindWhenNoOperationIsOfItAnyMore() {
    write(changed("over", 4), changed("running", 2));
    jdbc.update("update operation_kind set used_on = used_on - 3");

    runAt(ENDED.plus(PERIOD).plusSeconds(10));

    assertThat(jdbc.queryForList("select state from operation_kind", String.class))
        .containsExactly("inProgress");
  }

  @Test
  void shouldForgetAKindWhenAllItsOperationsWereForgottenByTheirOwner() {
    write(changed("over", 4), changed("running", 2));
    write(new Change.OperationGone("over"));
    jdbc.update("update operation_kind set used_on = used_on - 3");

    runAt(ENDED);

    assertThat(ids()).containsExactly("running");
    assertThat(jdbc.queryForList("select state from operation_kind", String.class))
        .containsExactly("inProgress");
  }

  @Test
  void shouldKeepAKindWhenAnOperationMayBeAboutToComeIntoIt() {
    write(changed("over", 4));

    runAt(ENDED.plus(PERIOD).plusSeconds(10));

    assertThat(ids()).isEmpty();
    assertThat(jdbc.queryForList("select state from operation_kind", String.class))
        .containsExactly("failed");
  }

  @Test
  void shouldLeaveARowForTheNextTimeWhenSomebodyWritesIt() throws SQLException {
    write(changed("free", 4), changed("held", 4));

    try (Connection other = database.dataSource().getConnection()) {
      other.setAutoCommit(false);
      other
          .createStatement()
          .execute("select 1 from operation where operation_id = 'held' for update");
      runAt(ENDED.plus(PERIOD).plusSeconds(10));
      assertThat(ids()).containsExactly("held");
    }
    runAt(ENDED.plus(PERIOD).plusSeconds(10));

    assertThat(ids()).isEmpty();
  }

  @Test
  void shouldFindTheOldestByAnIndexWhenThereAreMany() {
    writeMany(5_000);
    jdbc.execute("analyze operation");
    long cutoff = ENDED.minusSeconds(60).toEpochMilli();

    List<String> plan =
        jdbc.queryForList(
            "explain " + Retention.DELETE_SOME, String.class, cutoff, cutoff, Retention.BATCH);

    assertThat(String.join("\n", plan))
        .contains("operation_by_creation")
        .doesNotContain("Seq Scan");
  }

  private void runAt(Instant now) {
    new Retention(jdbc, PERIOD, Clock.fixed(now, ZoneOffset.UTC)).run();
  }

  private void writeMany(int rows) {
    writer.write(
        ViewChanges.fold(IntStream.range(0, rows).mapToObj(i -> changed("op-" + i, 0)).toList()));
  }

  private void write(Change... changes) {
    writer.write(ViewChanges.fold(List.of(changes)));
  }

  private static Change changed(String operationId, int revision) {
    return new Change.OperationChanged(Rows.operation(operationId, DEVICE, revision));
  }

  private List<String> ids() {
    return jdbc.queryForList(
        "select operation_id from operation order by operation_id", String.class);
  }
}
