package dev.drydock.projector.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.projector.core.Change;
import dev.drydock.projector.core.DeviceId;
import dev.drydock.projector.core.DeviceRow;
import dev.drydock.projector.core.OperationRow;
import dev.drydock.projector.core.Rows;
import dev.drydock.projector.core.ViewChanges;
import dev.drydock.projector.fixture.Servers;
import dev.drydock.projector.fixture.ViewDatabase;
import dev.drydock.projector.stream.ViewWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(Servers.Extension.class)
class ViewQueriesIT {

  private static final DeviceId DEVICE = new DeviceId("tenant-1", "device-1");
  private static final DeviceId SAME_OF_ANOTHER_TENANT = new DeviceId("tenant-2", "device-1");

  private JdbcTemplate jdbc;
  private ViewWriter writer;
  private ViewQueries queries;

  @BeforeEach
  void migrate(Servers servers) {
    ViewDatabase database = ViewDatabase.of(servers.postgres()).migrate();
    jdbc = database.jdbc();
    writer = new ViewWriter(database.dataSource(), JsonMapper.shared());
    queries = new ViewQueries(jdbc, JsonMapper.shared());
  }

  @Test
  void shouldGiveBackAllOfAnOperation() {
    OperationRow running = Rows.operation("op-1", DEVICE, 2);
    OperationRow failed = Rows.operation("op-2", DEVICE, 4);
    write(new Change.OperationChanged(running), new Change.OperationChanged(failed));

    assertThat(queries.operation(DEVICE, "op-1")).hasValue(viewOf(running, 2));
    assertThat(queries.operation(DEVICE, "op-2")).hasValue(viewOf(failed, 4));
  }

  @Test
  void shouldGiveRevisionOneWhenTheRequestWasTurnedAway() {
    OperationRow conflict = Rows.operation("op-1", DEVICE, 0);

    write(new Change.OperationChanged(conflict));

    assertThat(queries.operation(DEVICE, "op-1")).hasValue(viewOf(conflict, 1));
  }

  @Test
  void shouldGiveBackAllOfADevice() {
    DeviceRow row = Rows.device(DEVICE, 3);

    write(new Change.DeviceChanged(row));

    assertThat(queries.device(DEVICE))
        .hasValue(
            new DeviceView(
                "tenant-1",
                "device-1",
                3,
                row.description(),
                row.registeredAt().toEpochMilli(),
                row.registeredBy(),
                row.modifiedAt().toEpochMilli(),
                row.modifiedBy()));
  }

  @Test
  void shouldFindNothingWhenTenantOrDeviceIsAnother() {
    write(
        new Change.OperationChanged(Rows.operation("op-1", DEVICE, 2)),
        new Change.DeviceChanged(Rows.device(DEVICE, 1)));

    assertThatThrownBy(() -> queries.operation(SAME_OF_ANOTHER_TENANT, "op-1"))
        .isInstanceOf(ForeignOperationException.class);
    assertThatThrownBy(() -> queries.operation(new DeviceId("tenant-1", "device-2"), "op-1"))
        .isInstanceOf(ForeignOperationException.class);
    assertThat(queries.operation(DEVICE, "op-2")).isEmpty();
    assertThat(queries.device(SAME_OF_ANOTHER_TENANT)).isEmpty();
    assertThat(list(SAME_OF_ANOTHER_TENANT, OperationCursor.START, 10, true).items()).isEmpty();
    assertThat(queries.devices("tenant-2", null, 10).items()).isEmpty();
  }

  @Test
  void shouldListOperationsNewestFirstAndByIdWhenTheyAreOfTheSameTime() {
    write(
        new Change.OperationChanged(Rows.operation("op-1", DEVICE, 2)),
        new Change.OperationChanged(Rows.operation("op-3", DEVICE, 4)),
        new Change.OperationChanged(Rows.operation("op-2", DEVICE, 1)),
        new Change.OperationChanged(Rows.operation("op-4", DEVICE, 0)),
        new Change.OperationChanged(Rows.turnedAway("op-5", DEVICE).byUnknownDevice()),
        new Change.OperationChanged(Rows.operation("op-9", SAME_OF_ANOTHER_TENANT, 4)));
    jdbc.update("update operation set created_at_ms = created_at_ms + 1 where operation_id='op-2'");

    assertThat(ids(list(DEVICE, OperationCursor.START, 10, false)))
        .containsExactly("op-2", "op-3", "op-1");
    assertThat(ids(list(DEVICE, OperationCursor.START, 10, true)))
        .containsExactly("op-2", "op-5", "op-4", "op-3", "op-1");
  }

  @Test
  void shouldListEachOperationOnceWhenPagesAreTurnedWhileOthersAreAdded() {
    for (int i = 0; i < 7; i++) {
      write(new Change.OperationChanged(Rows.operation("op-" + i, DEVICE, 1)));
    }

    Page<OperationView> first = list(DEVICE, OperationCursor.START, 3, false);
    write(new Change.OperationChanged(Rows.operation("op-7", DEVICE, 1)));
    Page<OperationView> second = list(DEVICE, lastOf(first), 3, false);
    Page<OperationView> third = list(DEVICE, lastOf(second), 3, false);

    assertThat(ids(first)).containsExactly("op-6", "op-5", "op-4");
    assertThat(ids(second)).containsExactly("op-3", "op-2", "op-1");
    assertThat(ids(third)).containsExactly("op-0");
    assertThat(List.of(first.more(), second.more(), third.more()))
        .containsExactly(true, true, false);
  }

  @Test
  void shouldSayThatThereIsNoMoreWhenThePageIsExactlyTheRest() {
    write(new Change.OperationChanged(Rows.operation("op-1", DEVICE, 1)));

    assertThat(list(DEVICE, OperationCursor.START, 1, false).more()).isFalse();
  }

  @Test
  void shouldListDevicesByTheBytesOfTheirIds() {
    for (String id : List.of("b", "B", "a", "ä", "a b", "10", "9")) {
      write(new Change.DeviceChanged(Rows.device(new DeviceId("tenant-1", id), 1)));
    }

    Page<DeviceView> first = queries.devices("tenant-1", null, 4);
    Page<DeviceView> rest = queries.devices("tenant-1", "a", 4);

    assertThat(first.items()).extracting(DeviceView::deviceId).containsExactly("10", "9", "B", "a");
    assertThat(first.more()).isTrue();
    assertThat(rest.items()).extracting(DeviceView::deviceId).containsExactly("a b", "b", "ä");
    assertThat(rest.more()).isFalse();
  }

  @Test
  void shouldReadAPageFromAnIndexWhenMostRequestsWereTurnedAway() {
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      changes.add(
          new Change.OperationChanged(Rows.operation("op-" + i, DEVICE, i % 100 == 0 ? 1 : 0)));
    }
    writer.write(ViewChanges.fold(changes));
    jdbc.execute("analyze operation");

    assertThat(plan(ViewQueries.OPERATIONS_WITHOUT_TURNED_AWAY))
        .contains("operation_by_device_without_turned_away")
        .doesNotContain("Sort")
        .doesNotContain("Seq Scan");
    assertThat(plan(ViewQueries.ALL_OPERATIONS))
        .contains("operation_by_device")
        .doesNotContain("Sort")
        .doesNotContain("Seq Scan");
  }

  private String plan(String sql) {
    return String.join(
        "\n",
        jdbc.queryForList(
            "explain " + sql,
            String.class,
            DEVICE.tenantId(),
            DEVICE.deviceId(),
            Long.MAX_VALUE,
            "",
            21));
  }

  private void write(Change... changes) {
    writer.write(ViewChanges.fold(List.of(changes)));
  }

  private Page<OperationView> list(
      DeviceId device, OperationCursor after, int top, boolean turnedAway) {
    return queries.operations(device, after, top, turnedAway);
  }

  private static List<String> ids(Page<OperationView> page) {
    return page.items().stream().map(OperationView::operationId).toList();
  }

  private static OperationCursor lastOf(Page<OperationView> page) {
    OperationView last = page.items().get(page.items().size() - 1);
    return new OperationCursor(last.createdAt(), last.operationId());
  }

  private static OperationView viewOf(OperationRow row, int revision) {
    return new OperationView(
        row.operationId(),
        row.device().tenantId(),
        row.device().deviceId(),
        revision,
        row.state().word(),
        row.phase() == null ? null : row.phase().word(),
        row.software().type(),
        row.software().version(),
        row.createdAt().toEpochMilli(),
        row.startedAt() == null ? null : row.startedAt().toEpochMilli(),
        row.lastActionAt().toEpochMilli(),
        row.completedAt() == null ? null : row.completedAt().toEpochMilli(),
        row.createdBy(),
        row.lastActionBy(),
        row.errorCode(),
        row.errorMessage(),
        row.progress(),
        row.deadlineAt() == null ? null : row.deadlineAt().toEpochMilli());
  }
}
