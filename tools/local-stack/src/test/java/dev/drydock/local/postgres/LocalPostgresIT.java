package dev.drydock.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.local.FreePorts;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPostgresIT {

  // shared: unpacking the programs takes longest
  @TempDir private static Path directory;

  private final int port = FreePorts.one();

  @Test
  void shouldKeepRowsWhenRestarted() throws Exception {
    // given
    try (var first = LocalPostgres.start(directory, port, Map.of())) {
      execute(first.jdbcUrl(), "CREATE TABLE kept (id int)", "INSERT INTO kept VALUES (7)");
    }

    // when
    try (var second = LocalPostgres.start(directory, FreePorts.one(), Map.of("jit", "on"))) {

      // then
      assertThat(ask(second.jdbcUrl(), "SELECT id FROM kept")).isEqualTo("7");
      assertThat(ask(second.jdbcUrl(), "SHOW fsync")).isEqualTo("on");
      assertThat(ask(second.jdbcUrl(), "SHOW jit")).isEqualTo("on");
      assertThat(ask(second.jdbcUrl(), "SHOW server_version")).startsWith("18.");
    }
    assertThat(PostgresDirectory.of(directory).processes()).isEmpty();
  }

  @Test
  void shouldStopServerOfEarlierRunWhenItWasLeftRunning() throws Exception {
    // given
    var left = LocalPostgres.start(directory, port, Map.of());
    execute(left.jdbcUrl(), "CREATE TABLE left_over (id int)", "INSERT INTO left_over VALUES (7)");
    try (Connection open = connect(left.jdbcUrl())) {

      // when
      try (var taken = LocalPostgres.start(directory, port, Map.of())) {

        // then
        assertThat(ask(taken.jdbcUrl(), "SELECT id FROM left_over")).isEqualTo("7");
        assertThat(open.isValid(1)).isFalse();
      }
    }
  }

  @Test
  void shouldRecoverWhenServerWasKilled() throws Exception {
    // given
    var killed = LocalPostgres.start(directory, port, Map.of());
    execute(killed.jdbcUrl(), "CREATE TABLE killed (id int)", "INSERT INTO killed VALUES (7)");
    long pid = Long.parseLong(Files.readAllLines(directory.resolve("data/postmaster.pid")).get(0));
    ProcessHandle server = ProcessHandle.of(pid).orElseThrow();
    server.destroyForcibly();
    server.onExit().get(10, TimeUnit.SECONDS);

    // when
    try (var recovered = LocalPostgres.start(directory, port, Map.of())) {

      // then
      assertThat(ask(recovered.jdbcUrl(), "SELECT id FROM killed")).isEqualTo("7");
    }
  }

  @Test
  void shouldStartWhenItsPidFileNamesForeignProcess() throws Exception {
    // given
    LocalPostgres.start(directory, port, Map.of()).close();
    Path pidFile = directory.resolve("data/postmaster.pid");
    Files.writeString(pidFile, ProcessHandle.current().pid() + "\n" + pidFile.getParent() + "\n");

    // when
    try (var server = LocalPostgres.start(directory, port, Map.of())) {

      // then
      assertThat(ask(server.jdbcUrl(), "SELECT 1")).isEqualTo("1");
    }
  }

  @Test
  void shouldLeaveForeignProcessAloneWhenPidFileOfRunningServerNamesIt() throws Exception {
    // given
    var server = LocalPostgres.start(directory, port, Map.of());
    Process foreign = new ProcessBuilder("sleep", "60").start();
    try {
      Path pidFile = directory.resolve("data/postmaster.pid");
      Files.writeString(pidFile, foreign.pid() + "\n" + pidFile.getParent() + "\n");

      // when
      server.close();

      // then
      assertThat(server.isRunning()).isFalse();
      assertThat(PostgresDirectory.of(directory).processes()).isEmpty();
      assertThat(foreign.isAlive()).isTrue();
    } finally {
      foreign.destroyForcibly();
    }
  }

  @Test
  void shouldStartAnewWhenFirstStartWasCutShort() throws Exception {
    // given
    LocalPostgres.start(directory, port, Map.of()).close();
    Files.delete(directory.resolve("complete"));
    Files.writeString(directory.resolve("data/postgresql.conf"), "half of it");

    // when
    try (var server = LocalPostgres.start(directory, port, Map.of())) {

      // then
      assertThat(ask(server.jdbcUrl(), "SELECT current_user")).isEqualTo(LocalPostgres.DATABASE);
    }
  }

  @Test
  void shouldSayWhyWhenServerDoesNotStart() throws Exception {
    // given
    LocalPostgres.start(directory, port, Map.of()).close();
    try (var taken = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {

      // when, then
      assertThatThrownBy(() -> LocalPostgres.start(directory, taken.getLocalPort(), Map.of()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("Address already in use");
    }
  }

  private static Connection connect(String url) throws SQLException {
    return DriverManager.getConnection(url, LocalPostgres.DATABASE, LocalPostgres.DATABASE);
  }

  private static void execute(String url, String... statements) throws SQLException {
    try (var connection = connect(url);
        var statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static String ask(String url, String query) throws SQLException {
    try (var connection = connect(url);
        var statement = connection.createStatement();
        var row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }
}
