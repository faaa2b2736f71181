package dev.drydock.projector;

import static dev.drydock.projector.fixture.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.local.postgres.LocalPostgres;
import dev.drydock.local.registry.LocalRegistry;
import dev.drydock.projector.fixture.FreePorts;
import dev.drydock.projector.fixture.RunningProjector;
import dev.drydock.projector.fixture.Servers;
import dev.drydock.projector.fixture.ViewDatabase;
import dev.drydock.projector.fixture.Yard;
import dev.drydock.projector.stream.Messages;
import dev.drydock.schemas.Topic;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** Whatever is away, nothing is lost, skipped or given up; and all goes on when it is back. */
@ExtendWith(Servers.Extension.class)
class OutageIT {

  private static final String OPERATION = "/t/devices/d/operations/";

  @TempDir private Path directory;

  @Test
  void shouldLoseNothingWhenPostgresIsAwayForAWhile(Servers servers) {
    int port = FreePorts.one();
    LocalPostgres postgres = LocalPostgres.start(directory, port, Map.of());
    ViewDatabase database = ViewDatabase.of(postgres.jdbcUrl());
    try (Yard yard = Yard.create(servers.kafka());
        RunningProjector projector = RunningProjector.start(yard, database)) {
      yard.send(operations(0, 500));
      eventually("the first are in the view").until(() -> projector.status(OPERATION + 499) == 200);

      postgres.close();
      yard.send(operations(500, 2500));
      yard.sendRaw(Topic.DEVICES, "t/d", new byte[] {1, 2, 3});
      eventually("health tells").until(() -> !projector.isReady());
      HttpResponse<String> answer = projector.get("/internal/v1/tenants" + OPERATION + 1);
      HttpResponse<String> list = projector.post("/internal/v1/tenants/t/operations/query", "{}");
      eventually("several attempts have failed").until(() -> failedAttempts(projector) >= 3);
      postgres = LocalPostgres.start(directory, port, Map.of());

      eventually("all are in the view").until(() -> count(database.jdbc()) == 2500);
      eventually("health tells").until(() -> projector.isReady() && projector.isProjecting());
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
      assertThat(list.statusCode()).isEqualTo(503);
      eventually("what is unreadable is a dead letter, once for all attempts")
          .untilAsserted(() -> assertThat(yard.deadLetters()).hasSize(1));
    } finally {
      postgres.close();
    }
  }

  @Test
  void shouldLoseNothingWhenItIsRestartedWhilePostgresIsAway(Servers servers) {
    int port = FreePorts.one();
    LocalPostgres postgres = LocalPostgres.start(directory, port, Map.of());
    ViewDatabase database = ViewDatabase.of(postgres.jdbcUrl());
    try (Yard yard = Yard.create(servers.kafka())) {
      try (RunningProjector first = RunningProjector.start(yard, database)) {
        eventually("the projector is ready").until(first::isReady);
        postgres.close();
        yard.send(operations(0, 100));
        eventually("an attempt has failed").until(() -> failedAttempts(first) >= 1);
      }

      CompletableFuture<RunningProjector> starting =
          CompletableFuture.supplyAsync(() -> RunningProjector.start(yard, database));
      postgres = LocalPostgres.start(directory, port, Map.of());

      try (RunningProjector second = starting.join()) {
        eventually("all are in the view").until(() -> count(database.jdbc()) == 100);
        eventually("the projector is ready").until(second::isReady);
      }
    } finally {
      postgres.close();
    }
  }

  @Test
  void shouldGoOnWhereItWasWhenItIsRestarted(Servers servers) {
    ViewDatabase database = ViewDatabase.of(servers.postgres());
    try (Yard yard = Yard.create(servers.kafka())) {
      try (RunningProjector first = RunningProjector.start(yard, database)) {
        yard.send(operations(0, 100));
        eventually("all are in the view").until(() -> first.status(OPERATION + 99) == 200);
      }
      yard.send(operations(100, 200));
      yard.send(Messages.status("t", "d", "0", 5).build());

      try (RunningProjector second = RunningProjector.start(yard, database)) {
        eventually("all are in the view").until(() -> count(database.jdbc()) == 200);
        eventually("the last is in the view")
            .until(() -> second.json(OPERATION + 0).get("revision").asInt() == 5);
        assertThat(second.json(OPERATION + 1).get("revision").asInt()).isEqualTo(1);
        assertThat(yard.deadLetters()).isEmpty();
      }
    }
  }

  @Test
  void shouldLoseNothingWhenTheDiskOfPostgresIsFull(Servers servers) {
    ViewDatabase database = ViewDatabase.of(servers.postgres()).migrate();
    JdbcTemplate jdbc = database.jdbc();
    // 53100 is what PostgreSQL says when it cannot extend a file
    jdbc.execute(
        """
        create function no_space() returns trigger language plpgsql as
        $$ begin raise exception 'no space left on device' using errcode = '53100'; end $$
        """);
    jdbc.execute("create trigger no_space before insert on operation execute function no_space()");
    try (Yard yard = Yard.create(servers.kafka());
        RunningProjector projector = RunningProjector.start(yard, database)) {
      yard.send(operations(0, 100));
      eventually("several attempts have failed").until(() -> failedAttempts(projector) >= 3);
      assertThat(projector.isProjecting()).isFalse();
      assertThat(projector.isReady()).as("queries are answered").isTrue();

      jdbc.execute("drop trigger no_space on operation");

      eventually("all are in the view").until(() -> count(jdbc) == 100);
      eventually("health tells").until(projector::isProjecting);
      assertThat(yard.deadLetters()).isEmpty();
    }
  }

  @Test
  void shouldLoseNothingWhenTheRegistryIsAway(Servers servers) {
    int port = FreePorts.one();
    ViewDatabase database = ViewDatabase.of(servers.postgres());
    LocalRegistry registry = LocalRegistry.start(servers.kafka(), port);
    try (Yard yard = Yard.create(servers.kafka(), registry.url())) {
      yard.send(operations(0, 100));
      registry.close();
      try (RunningProjector projector = RunningProjector.start(yard, database)) {
        eventually("several attempts have failed").until(() -> failedAttempts(projector) >= 3);
        assertThat(projector.isProjecting()).isFalse();
        assertThat(projector.isReady()).as("queries are answered").isTrue();

        registry = LocalRegistry.start(servers.kafka(), port);

        eventually("all are in the view").until(() -> count(database.jdbc()) == 100);
        eventually("health tells").until(projector::isProjecting);
        assertThat(yard.deadLetters()).isEmpty();
      }
    } finally {
      registry.close();
    }
  }

  private static SpecificRecord[] operations(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> Messages.status("t", "d", Integer.toString(i), 1).build())
        .toArray(SpecificRecord[]::new);
  }

  private static int count(JdbcTemplate jdbc) {
    Integer count = jdbc.queryForObject("select count(*) from operation", Integer.class);
    return count == null ? 0 : count;
  }

  private static double failedAttempts(RunningProjector projector) {
    return projector
        .get("/actuator/prometheus")
        .body()
        .lines()
        .filter(line -> line.startsWith("drydock_projector_failed_attempts_total "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))))
        .sum();
  }
}
