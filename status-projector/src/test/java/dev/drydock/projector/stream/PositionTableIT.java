package dev.drydock.projector.stream;

import static dev.drydock.projector.fixture.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.projector.core.Change;
import dev.drydock.projector.core.DeviceId;
import dev.drydock.projector.core.LogPosition;
import dev.drydock.projector.core.Rows;
import dev.drydock.projector.core.ViewChanges;
import dev.drydock.projector.fixture.Servers;
import dev.drydock.projector.fixture.ViewDatabase;
import dev.drydock.projector.stream.PositionTable.Step;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/** An instance that has lost a partition writes nothing of it, and leaves the position alone. */
@ExtendWith(Servers.Extension.class)
class PositionTableIT {

  private static final TopicPartition PARTITION = new TopicPartition("operation-status", 0);
  private static final TopicPartition OTHER = new TopicPartition("devices", 0);

  private static final DeviceId DEVICE = DeviceId.of("tenant-1", "device-1");

  private ViewDatabase database;
  private PositionTable table;
  private ViewWriter writer;

  @BeforeEach
  void migrate(Servers servers) {
    database = ViewDatabase.of(servers.postgres()).migrate();
    DataSource oneTransaction = database.dataSource();
    table = new PositionTable(new JdbcTemplate(oneTransaction));
    writer = new ViewWriter(oneTransaction, JsonMapper.shared());
    table.begin(PARTITION, "id-1", 0);
    table.begin(OTHER, "id-2", 5);
  }

  @Test
  void shouldMoveAPositionAndKeepTheNewestTime() {
    table.advance(List.of(new Step(PARTITION, 0, 10, 700), new Step(OTHER, 5, 6, 1)));
    table.advance(List.of(new Step(PARTITION, 10, 12, 600)));
    table.advance(List.of(new Step(PARTITION, 12, 13, Long.MIN_VALUE)));

    assertThat(table.all().get(PARTITION))
        .extracting(LogPosition::topicId, LogPosition::nextOffset, LogPosition::logTimeMs)
        .containsExactly("id-1", 13L, 700L);
    assertThat(table.all().get(OTHER).nextOffset()).isEqualTo(6);
  }

  @Test
  void shouldWriteNothingWhenOnePositionStandsElsewhere() {
    List<Step> steps = List.of(new Step(PARTITION, 0, 10, 700), new Step(OTHER, 4, 6, 1));

    assertThatThrownBy(() -> write("op-1", steps)).isInstanceOf(PositionMovedException.class);

    assertThat(database.rows()).isEmpty();
    assertThat(table.all().get(PARTITION).nextOffset()).isZero();
    assertThat(table.all().get(OTHER).nextOffset()).isEqualTo(5);
  }

  @Test
  void shouldWriteNothingWhenThereIsNoPosition() {
    database.jdbc().update("delete from log_position");

    assertThatThrownBy(() -> write("op-1", List.of(new Step(PARTITION, 0, 10, 700))))
        .isInstanceOf(PositionMovedException.class);

    assertThat(database.rows()).isEmpty();
  }

  @Test
  void shouldBeginOnce() {
    assertThatThrownBy(() -> table.begin(PARTITION, "id-1", 0))
        .isInstanceOf(PositionMovedException.class);
  }

  @Test
  void shouldWriteOnceWhenTwoInstancesHaveTheSameBatch() throws Exception {
    List<Step> steps = List.of(new Step(PARTITION, 0, 10, 700));
    CountDownLatch isHeld = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    CompletableFuture<Integer> first =
        CompletableFuture.supplyAsync(
            () ->
                writer.inTransaction(
                    () -> {
                      table.advance(steps);
                      isHeld.countDown();
                      await(end);
                      return writer.write(changes("op-1"));
                    }));
    await(isHeld);
    CompletableFuture<Integer> second = CompletableFuture.supplyAsync(() -> write("op-2", steps));
    eventually("the second waits for the first").until(() -> waiting() == 1);

    end.countDown();

    assertThat(first.get(20, TimeUnit.SECONDS)).isEqualTo(1);
    assertThatThrownBy(() -> second.get(20, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(PositionMovedException.class);
    assertThat(database.jdbc().queryForList("select operation_id from operation", String.class))
        .containsExactly("op-1");
    assertThat(table.all().get(PARTITION).nextOffset()).isEqualTo(10);
  }

  private int write(String operationId, List<Step> steps) {
    return writer.inTransaction(
        () -> {
          table.advance(steps);
          return writer.write(changes(operationId));
        });
  }

  private static ViewChanges changes(String operationId) {
    return ViewChanges.fold(
        List.of(new Change.OperationChanged(Rows.operation(operationId, DEVICE, 1))));
  }

  private int waiting() {
    Integer waiting =
        database
            .jdbc()
            .queryForObject(
                "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                    + " and query like '%log_position%'",
                Integer.class);
    return waiting == null ? 0 : waiting;
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting", e);
    }
  }
}
