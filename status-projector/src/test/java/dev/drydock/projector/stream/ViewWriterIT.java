package dev.drydock.projector.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.projector.core.Change;
import dev.drydock.projector.core.DeviceId;
import dev.drydock.projector.core.ModelView;
import dev.drydock.projector.core.Rows;
import dev.drydock.projector.core.ViewChanges;
import dev.drydock.projector.fixture.Servers;
import dev.drydock.projector.fixture.ViewDatabase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(Servers.Extension.class)
class ViewWriterIT {

  private static final DeviceId DEVICE = DeviceId.of("tenant-1", "device-1");

  private JdbcTemplate jdbc;
  private ViewWriter writer;

  @BeforeEach
  void migrate(Servers servers) {
    ViewDatabase database = ViewDatabase.of(servers.postgres()).migrate();
    jdbc = database.jdbc();
    writer = new ViewWriter(database.dataSource(), JsonMapper.shared());
  }

  @Test
  void shouldKeepTheHighestRevisionWhenRevisionsComeOutOfOrder() {
    assertThat(write(changed("op-1", 3))).isEqualTo(1);
    assertThat(write(changed("op-1", 2))).isZero();
    assertThat(revisions()).containsExactly(Map.entry("op-1", 3));

    assertThat(write(changed("op-1", 5))).isEqualTo(1);
    assertThat(revisions()).containsExactly(Map.entry("op-1", 5));
  }

  @Test
  void shouldChangeNothingWhenABatchIsWrittenAgain() {
    List<Change> batch =
        List.of(
            changed("op-1", 1),
            changed("op-2", 4),
            new Change.DeviceChanged(Rows.device(DEVICE, 1)));
    assertThat(write(batch)).isEqualTo(3);

    assertThat(write(batch)).isZero();
  }

  @Test
  void shouldKeepTheOperationWhenItsRequestWasRejectedAfterwards() {
    write(changed("op-1", 1));

    assertThat(write(changed("op-1", 0))).isZero();

    assertThat(revisions()).containsExactly(Map.entry("op-1", 1));
  }

  @Test
  void shouldLetTheOperationTakeOverWhenItsRequestWasRejectedBefore() {
    write(changed("op-1", 0));
    assertThat(errors()).containsExactly("conflict");

    assertThat(write(changed("op-1", 1))).isEqualTo(1);

    assertThat(errors()).containsExactly((String) null);
  }

  @Test
  void shouldKeepEachRevisionOnceWhenABatchIsWrittenAgain() {
    write(changed("op-1", 3), changed("op-1", 1));
    write(changed("op-1", 2), changed("op-1", 3), changed("op-1", 0));

    assertThat(history()).containsExactly("op-1@1", "op-1@2", "op-1@3");
  }

  @Test
  void shouldForgetALongHistoryInPartsWhenTheOperationIsGone() {
    List<Change> batch = new ArrayList<>();
    for (int operation = 0; operation < 6; operation++) {
      for (int revision = 1; revision <= 1000; revision++) {
        batch.add(changed("op-" + operation, revision));
      }
    }
    write(batch);
    assertThat(history().size()).isGreaterThan(OperationTable.HISTORY_BATCH);

    write(
        IntStream.range(0, 6)
            .<Change>mapToObj(operation -> new Change.OperationGone("op-" + operation))
            .toList());

    assertThat(history()).isEmpty();
    assertThat(revisions()).isEmpty();
  }

  @Test
  void shouldKnowTheKindOfEachOperationWhenTheyGoOn() {
    for (int revision = 0; revision <= 4; revision++) {
      write(changed("op-1", revision), changed("op-2", 1));
    }

    assertThat(
            jdbc.queryForList(
                "select operation_id || ' ' || kind.state || ' ' || kind.completion"
                    + " from operation join operation_kind kind using (kind_id, tenant_id)"
                    + " order by operation_id",
                String.class))
        .containsExactly("op-1 failed LAST_ACTION", "op-2 inProgress NONE");
  }

  @Test
  void shouldSayThatAKindIsInUseWhenItWasOfAnEarlierDay() {
    write(changed("op-1", 1));
    jdbc.update("update operation_kind set used_on = used_on - 5");

    write(changed("op-2", 1));

    assertThat(
            jdbc.queryForObject("select used_on = current_date from operation_kind", Boolean.class))
        .isTrue();
  }

  @Test
  void shouldDeleteWhenRowsAreGone() {
    write(changed("op-1", 1), changed("op-2", 1), new Change.DeviceChanged(Rows.device(DEVICE, 7)));

    int rows =
        write(
            new Change.OperationGone("op-1"),
            new Change.OperationGone("op-9"),
            new Change.DeviceGone(DEVICE));

    assertThat(rows).isEqualTo(2);
    assertThat(revisions()).containsExactly(Map.entry("op-2", 1));
    assertThat(history()).containsExactly("op-2@1");
    assertThat(jdbc.queryForObject("select count(*) from device", Integer.class)).isZero();
  }

  @Test
  void shouldCountFromOneAgainWhenADeviceIsRegisteredAfterItWasGone() {
    write(new Change.DeviceChanged(Rows.device(DEVICE, 7)));

    write(new Change.DeviceGone(DEVICE), new Change.DeviceChanged(Rows.device(DEVICE, 1)));

    assertThat(jdbc.queryForObject("select revision from device", Integer.class)).isEqualTo(1);
  }

  @Test
  void shouldWriteNothingOfABatchWhenPostgresDoesNotTakeAValue() {
    jdbc.execute("alter table operation add constraint no_third check (operation_id <> 'op-3')");

    assertThatThrownBy(() -> write(changed("op-1", 1), changed("op-3", 1)))
        .isInstanceOf(DataIntegrityViolationException.class);

    assertThat(revisions()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void shouldHoldWhatTheModelHoldsWhenHistoriesAreRandom(long seed) {
    Random random = new Random(seed);
    ModelView model = new ModelView();

    for (int batch = 0; batch < 20; batch++) {
      List<Change> changes = randomBatch(random);
      model.write(changes);
      write(changes);
    }

    Map<String, Integer> expected = new TreeMap<>();
    model.operations().forEach((id, row) -> expected.put(id, row.revision()));
    assertThat(revisions()).isEqualTo(expected);
    assertThat(history())
        .isEqualTo(
            model.history().entrySet().stream()
                .flatMap(
                    known -> known.getValue().keySet().stream().map(r -> known.getKey() + '@' + r))
                .toList());
    assertThat(
            jdbc.queryForList(
                "select tenant_id || '/' || device_id || '@' || revision from device"
                    + " order by tenant_id, device_id",
                String.class))
        .isEqualTo(
            model.devices().values().stream()
                .map(d -> d.id().tenantId() + '/' + d.id().deviceId() + '@' + d.revision())
                .toList());
  }

  @Test
  void shouldNeitherDeadlockNorGoBackWhenSeveralWritersMeet() throws Exception {
    List<Callable<Integer>> writers = new ArrayList<>();
    for (int revision = 1; revision <= 40; revision++) {
      List<Change> batch = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        batch.add(changed("op-" + i, revision));
      }
      Collections.shuffle(batch, new Random(revision));
      writers.add(() -> write(batch));
    }
    Collections.shuffle(writers, new Random(7));

    runAll(writers);

    assertThat(revisions()).hasSize(100);
    assertThat(revisions().values()).containsOnly(40);
  }

  private static void runAll(List<Callable<Integer>> writers)
      throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      for (Future<Integer> written : threads.invokeAll(writers)) {
        written.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static List<Change> randomBatch(Random random) {
    List<Change> batch = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      DeviceId device = DeviceId.of("tenant-" + random.nextInt(2), "device-" + random.nextInt(3));
      String operationId = "op-" + random.nextInt(4);
      batch.add(
          switch (random.nextInt(10)) {
            case 0 -> new Change.OperationGone(operationId);
            case 1 -> new Change.DeviceGone(device);
            case 2, 3, 4 -> new Change.DeviceChanged(Rows.device(device, 1 + random.nextInt(6)));
            default -> changed(operationId, random.nextInt(7));
          });
    }
    return batch;
  }

  private static Change changed(String operationId, int revision) {
    return new Change.OperationChanged(Rows.operation(operationId, DEVICE, revision));
  }

  private int write(Change... batch) {
    return write(List.of(batch));
  }

  private int write(List<Change> batch) {
    return writer.write(ViewChanges.fold(batch));
  }

  private Map<String, Integer> revisions() {
    Map<String, Integer> revisions = new TreeMap<>();
    jdbc.query(
        "select operation_id, revision from operation",
        row -> {
          revisions.put(row.getString(1), row.getInt(2));
        });
    return revisions;
  }

  private List<String> history() {
    return jdbc.queryForList(
        "select operation_id || '@' || revision from operation_revision"
            + " order by operation_id, revision",
        String.class);
  }

  private List<String> errors() {
    return jdbc.queryForList("select error_code from operation", String.class);
  }
}
