package dev.drydock.projector;

import static dev.drydock.projector.fixture.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.local.postgres.LocalPostgres;
import dev.drydock.projector.fixture.FreePorts;
import dev.drydock.projector.fixture.RunningProjector;
import dev.drydock.projector.fixture.Servers;
import dev.drydock.projector.fixture.ViewDatabase;
import dev.drydock.projector.fixture.ViewDump;
import dev.drydock.projector.fixture.Yard;
import dev.drydock.projector.stream.Messages;
import dev.drydock.schemas.DeviceKey;
import dev.drydock.schemas.Topic;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.JdbcTemplate;

/** The view follows from the log: whatever becomes of its database, it is filled again. */
@ExtendWith(Servers.Extension.class)
class RebuildIT {

  private Yard yard;
  private ViewDatabase database;

  @BeforeEach
  void fill(Servers servers) {
    yard = Yard.create(servers.kafka());
    database = ViewDatabase.of(servers.postgres());
    yard.send(
        Messages.device("t", "device-1", 1).build(),
        Messages.device("t", "device-2", 1).build(),
        Messages.status("t", "device-1", "op-1", 1).build(),
        Messages.status("t", "device-1", "op-1", 2).build(),
        Messages.status("t", "device-2", "op-2", 1).build(),
        Messages.conflicted("t", "device-2", "op-3"));
  }

  @AfterEach
  void close() {
    yard.close();
  }

  @Test
  void shouldFillTheViewAgainWhenItsSchemaIsDroppedWhileTheProjectorIsStopped() {
    List<String> before;
    try (RunningProjector projector = RunningProjector.start(yard, database)) {
      before = filled(projector, database);
    }
    database.drop();

    try (RunningProjector projector = RunningProjector.start(yard, database)) {
      assertThat(filled(projector, database)).isEqualTo(before);
    }
  }

  @Test
  void shouldFillTheViewAgainWhenItsSchemaIsDroppedWhileTheProjectorRuns() {
    try (RunningProjector projector = RunningProjector.start(yard, database)) {
      List<String> before = filled(projector, database);

      database.drop();

      eventually("a query finds no tables, or the view is filling")
          .until(
              () -> {
                int status = projector.status("/t/devices/device-1");
                return status == 503 || !projector.behind().isEmpty();
              });
      eventually("the view is filled again").until(() -> rows(database).equals(before));
      eventually("health tells").until(projector::isProjecting);
      yard.send(Messages.status("t", "device-2", "op-2", 2).build());
      eventually("the view goes on")
          .until(
              () ->
                  projector.json("/t/devices/device-2/operations/op-2").get("revision").asInt()
                      == 2);
    }
  }

  @Test
  void shouldReadOnFromTheDumpWhenAnOlderOneIsPutBackWhileTheProjectorRuns() {
    try (RunningProjector projector = RunningProjector.start(yard, database)) {
      filled(projector, database);
      ViewDump dump = ViewDump.of(database);
      yard.send(
          Messages.status("t", "device-1", "op-1", 3).build(),
          Messages.status("t", "device-1", "op-4", 1).build(),
          Messages.device("t", "device-3", 1).build());
      yard.sendTombstone(Topic.DEVICES, "t/device-2", "t/device-2");
      eventually("the news are in the view")
          .until(
              () ->
                  projector.status("/t/devices/device-2") == 404
                      && projector.status("/t/devices/device-3") == 200
                      && projector.status("/t/devices/device-1/operations/op-4") == 200);
      List<String> before = database.rows();

      dump.restore(database);

      assertThat(database.rows()).isNotEqualTo(before);
      eventually("the view is as before").until(() -> rows(database).equals(before));
      eventually("health tells").until(projector::isProjecting);
    }
  }

  @Test
  void shouldFillTheViewWhenItsDatabaseIsOnAnotherServer(@TempDir Path directory) {
    List<String> before;
    try (RunningProjector projector = RunningProjector.start(yard, database)) {
      before = filled(projector, database);
    }
    LocalPostgres other = LocalPostgres.start(directory, FreePorts.one(), Map.of());
    try {
      ViewDatabase elsewhere = ViewDatabase.of(other.jdbcUrl());
      try (RunningProjector projector = RunningProjector.start(yard, elsewhere)) {
        assertThat(filled(projector, elsewhere)).isEqualTo(before);
      }
    } finally {
      other.close();
    }
  }

  @Test
  void shouldSayThatItIsBehindUntilTheViewIsFilled() {
    JdbcTemplate jdbc = database.migrate().jdbc();
    // 53100 is what PostgreSQL says when it cannot extend a file
    jdbc.execute(
        """
        create function no_space() returns trigger language plpgsql as
        $$ begin raise exception 'no space left on device' using errcode = '53100'; end $$
        """);
    jdbc.execute("create trigger no_space before insert on operation execute function no_space()");
    try (RunningProjector projector = RunningProjector.start(yard, database)) {
      eventually("the service answers").until(projector::isReady);

      assertThat(projector.status("/t/devices/device-1/operations/op-1")).isEqualTo(404);
      assertThat(projector.behind()).isEqualTo("unknown");
      assertThat(
              projector
                  .post("/internal/v1/tenants/t/operations/query", "{}")
                  .headers()
                  .firstValue("Drydock-View-Behind"))
          .hasValue("unknown");
      assertThat(projector.isProjecting()).isFalse();

      jdbc.execute("drop trigger no_space on operation");

      filled(projector, database);
      eventually("the answers tell").until(() -> projector.behind().isEmpty());
      eventually("health tells").until(projector::isProjecting);
    }
  }

  @Test
  void shouldForgetADeviceWhenTheViewIsOlderThanItsRemovalIsKept() {
    try (RunningProjector projector = RunningProjector.start(yard, database)) {
      filled(projector, database);
    }
    // retired while the view was away, and Kafka has compacted the tombstone away meanwhile
    JdbcTemplate jdbc = database.jdbc();
    String ghost = onTheShardOf("device-2");
    jdbc.update(
        """
        insert into device (tenant_id, device_id, revision, description, registered_at_ms,
                            registered_by, modified_at_ms, modified_by)
        select tenant_id, ?, 7, description, registered_at_ms, registered_by, modified_at_ms,
               modified_by
        from device where device_id = 'device-1'
        """,
        ghost);
    jdbc.update("update log_position set moved_at = now() - interval '31 days'");
    yard.send(Messages.device("t", "device-2", 2).build());

    try (RunningProjector projector = RunningProjector.start(yard, database)) {
      eventually("the new revision is in the view")
          .until(() -> projector.json("/t/devices/device-2").path("revision").asInt(0) == 2);
      assertThat(names(jdbc)).containsExactly("device-1", "device-2");
    }
  }

  @Test
  void shouldForgetAnOpenOperationWhenTheViewIsOlderThanItsRemovalIsKept() {
    List<String> before;
    try (RunningProjector projector = RunningProjector.start(yard, database)) {
      before = filled(projector, database);
    }
    // ended while the view was away, and Kafka has kept neither its end nor the tombstone
    JdbcTemplate jdbc = database.jdbc();
    jdbc.update(
        """
        insert into operation (operation_id, tenant_id, device_id, kind_id, revision, state,
                               software_type, software_version, created_at_ms, last_action_at_ms,
                               created_by, last_action_by)
        select 'op-ghost', tenant_id, device_id, kind_id, revision, state, software_type,
               software_version, created_at_ms, last_action_at_ms, created_by, last_action_by
        from operation where operation_id = 'op-2'
        """);
    jdbc.update("update log_position set moved_at = now() - interval '25 hours'");
    yard.send(Messages.status("t", "device-2", "op-4", 1).build());

    try (RunningProjector projector = RunningProjector.start(yard, database)) {
      eventually("the next operation is in the view")
          .until(() -> projector.status("/t/devices/device-2/operations/op-4") == 200);
      assertThat(projector.status("/t/devices/device-2/operations/op-ghost")).isEqualTo(404);
      assertThat(database.rows()).containsAll(before);
    }
  }

  /** Returns the id of another device whose records are on the same partition. */
  private static String onTheShardOf(String deviceId) {
    int partition = DeviceKey.partitionOf("t/" + deviceId, Yard.PARTITIONS);
    return IntStream.range(0, 1000)
        .mapToObj(i -> "ghost-" + i)
        .filter(id -> DeviceKey.partitionOf("t/" + id, Yard.PARTITIONS) == partition)
        .findFirst()
        .orElseThrow();
  }

  private static List<String> names(JdbcTemplate jdbc) {
    return jdbc.queryForList("select device_id from device order by 1", String.class);
  }

  /** Waits until all that the tests begin with is in the view. */
  private static List<String> filled(RunningProjector projector, ViewDatabase where) {
    eventually("the view is filled")
        .until(
            () ->
                projector.status("/t/devices/device-1") == 200
                    && projector.status("/t/devices/device-2") == 200
                    && projector.status("/t/devices/device-2/operations/op-2") == 200
                    && projector.status("/t/devices/device-2/operations/op-3") == 200
                    && rows(where).stream().anyMatch(row -> row.startsWith("(op-1,2,")));
    return rows(where);
  }

  /** Returns the rows; none while there are no tables. */
  private static List<String> rows(ViewDatabase where) {
    try {
      return where.rows();
    } catch (BadSqlGrammarException e) {
      return List.of();
    }
  }
}
