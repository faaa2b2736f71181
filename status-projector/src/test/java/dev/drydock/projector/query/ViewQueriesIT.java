package dev.drydock.projector.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.projector.core.Change;
import dev.drydock.projector.core.DeviceId;
import dev.drydock.projector.core.DeviceRow;
import dev.drydock.projector.core.OperationRow;
import dev.drydock.projector.core.Rows;
import dev.drydock.projector.core.TenantId;
import dev.drydock.projector.core.ViewChanges;
import dev.drydock.projector.fixture.RecordedStatements;
import dev.drydock.projector.fixture.Servers;
import dev.drydock.projector.fixture.ViewDatabase;
import dev.drydock.projector.stream.ViewWriter;
import dev.drydock.view.DeviceView;
import dev.drydock.view.OperationDetail;
import dev.drydock.view.OperationView;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(Servers.Extension.class)
class ViewQueriesIT {

  private static final DeviceId DEVICE = DeviceId.of("tenant-1", "device-1");
  private static final DeviceId SAME_OF_ANOTHER_TENANT = DeviceId.of("tenant-2", "device-1");

  private JdbcTemplate jdbc;
  private ViewWriter writer;
  private RecordedStatements statements;
  private ViewQueries queries;

  @BeforeEach
  void migrate(Servers servers) {
    ViewDatabase database = ViewDatabase.of(servers.postgres()).migrate();
    jdbc = database.jdbc();
    writer = new ViewWriter(database.dataSource(), JsonMapper.shared());
    statements = new RecordedStatements(database.dataSource());
    queries = Queries.of(statements.dataSource());
  }

  @Test
  void shouldGiveBackAllOfAnOperation() {
    OperationRow running = Rows.operation("op-1", DEVICE, 2);
    OperationRow failed = Rows.operation("op-2", DEVICE, 4);
    write(new Change.OperationChanged(running), new Change.OperationChanged(failed));

    assertThat(queries.operation(DEVICE, "op-1")).hasValue(currentOf(running, 2));
    assertThat(queries.operation(DEVICE, "op-2")).hasValue(currentOf(failed, 4));
  }

  @Test
  void shouldGiveRevisionOneWhenTheRequestWasRejected() {
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
                row.softwareVersions(),
                row.registeredAt().toEpochMilli(),
                row.registeredBy(),
                row.modifiedAt().toEpochMilli(),
                row.modifiedBy(),
                row.lastSeenAt() == null ? null : row.lastSeenAt().toEpochMilli(),
                row.attributes()));
  }

  @Test
  void shouldSayWhenTheDeviceWasLastHeardOfInTheAnswerThatIsAboutNow() {
    write(changed("op-1", 2), new Change.DeviceChanged(Rows.device(DEVICE, 3)));
    Long seenAtMs = queries.device(DEVICE).orElseThrow().lastSeenAt();

    assertThat(seenAtMs).isNotNull();
    assertThat(queries.operation(DEVICE, "op-1"))
        .hasValueSatisfying(now -> assertThat(now.deviceLastSeenAt()).isEqualTo(seenAtMs));
    assertThat(queries.operationAt(DEVICE, "op-1", Long.MAX_VALUE))
        .hasValueSatisfying(then -> assertThat(then.deviceLastSeenAt()).isNull());
    assertThat(queries.revisions(DEVICE, "op-1").orElseThrow())
        .allSatisfy(then -> assertThat(then.deviceLastSeenAt()).isNull());
    assertThat(operations(DEVICE.tenant(), "{}").items())
        .allSatisfy(listed -> assertThat(listed.deviceLastSeenAt()).isNull());
  }

  @Test
  void shouldFindNothingWhenTenantOrDeviceIsAnother() {
    write(
        new Change.OperationChanged(Rows.operation("op-1", DEVICE, 2)),
        new Change.DeviceChanged(Rows.device(DEVICE, 1)));

    assertThatThrownBy(() -> queries.operation(DeviceId.of("tenant-1", "device-2"), "op-1"))
        .isInstanceOf(ForeignOperationException.class);
    assertThatThrownBy(() -> queries.revisions(DeviceId.of("tenant-1", "device-2"), "op-1"))
        .isInstanceOf(ForeignOperationException.class);
    assertThatThrownBy(() -> queries.operationAt(DeviceId.of("tenant-1", "device-2"), "op-1", 1))
        .isInstanceOf(ForeignOperationException.class);
    assertThat(queries.operation(DEVICE, "op-2")).isEmpty();
    assertThatThrownBy(() -> queries.operation(SAME_OF_ANOTHER_TENANT, "op-1"))
        .isInstanceOf(ForeignOperationException.class);
    assertThatThrownBy(() -> queries.operationAt(SAME_OF_ANOTHER_TENANT, "op-1", Long.MAX_VALUE))
        .isInstanceOf(ForeignOperationException.class);
    assertThatThrownBy(() -> queries.revisions(SAME_OF_ANOTHER_TENANT, "op-1"))
        .isInstanceOf(ForeignOperationException.class);
    assertThat(queries.device(SAME_OF_ANOTHER_TENANT)).isEmpty();
    for (String query : List.of("{}", "{'deviceId': 'device-1'}", "{'rejected': true}")) {
      assertThat(operations(SAME_OF_ANOTHER_TENANT.tenant(), query).items()).isEmpty();
    }
    assertThat(devices(SAME_OF_ANOTHER_TENANT.tenant(), "{}").items()).isEmpty();
  }

  @Test
  void shouldNameTheTenantInEachStatement() {
    queries.operation(DEVICE, "op-1");
    write(new Change.OperationChanged(Rows.operation("op-1", DEVICE, 2)));
    queries.operationAt(DEVICE, "op-1", 1);
    queries.revisions(DEVICE, "op-1");
    queries.device(DEVICE);
    for (String order : List.of("createdAt", "lastActionAt")) {
      for (String filter : List.of("null", "{'field':'state','op':'ne','value':'failed'}")) {
        for (String device : List.of("null", "'device-1'")) {
          operations(
              DEVICE.tenant(),
              "{'deviceId':%s,'filter':%s,'orderBy':'%s','count':true,'after':{'at':5,'id':'x'}}"
                  .formatted(device, filter, order));
        }
      }
    }
    devices(DEVICE.tenant(), "{'count': true}");
    devices(DEVICE.tenant(), "{'orderBy': 'registeredAt', 'after': {'at': 5, 'id': 'x'}}");

    assertThat(statements.selects())
        .hasSizeGreaterThan(20)
        .allSatisfy(sql -> assertThat(sql).containsPattern("(^|[ .(])tenant_id = \\?"));
  }

  @Test
  void shouldKnowWhatAnOperationWasWhenTimeHasPassed() {
    write(changed("op-1", 1), changed("op-1", 2), changed("op-1", 4));
    long created = Rows.operation("op-1", DEVICE, 1).createdAt().toEpochMilli();

    assertThat(queries.operationAt(DEVICE, "op-1", created)).isEmpty();
    assertThat(queries.operationAt(DEVICE, "op-1", created + 1))
        .hasValue(viewOf(Rows.operation("op-1", DEVICE, 1), 1));
    assertThat(queries.operationAt(DEVICE, "op-1", created + 3))
        .hasValue(viewOf(Rows.operation("op-1", DEVICE, 2), 2));
    assertThat(queries.operationAt(DEVICE, "op-1", Long.MAX_VALUE))
        .hasValue(viewOf(Rows.operation("op-1", DEVICE, 4), 4));
    assertThat(queries.operationAt(DEVICE, "op-2", Long.MAX_VALUE)).isEmpty();
    assertThat(queries.revisions(DEVICE, "op-1").orElseThrow())
        .containsExactly(
            viewOf(Rows.operation("op-1", DEVICE, 1), 1),
            viewOf(Rows.operation("op-1", DEVICE, 2), 2),
            viewOf(Rows.operation("op-1", DEVICE, 4), 4));
  }

  @Test
  void shouldKnowTheOneRevisionWhenARequestWasRejected() {
    OperationRow conflict = Rows.operation("op-1", DEVICE, 0);
    write(new Change.OperationChanged(conflict));

    assertThat(queries.revisions(DEVICE, "op-1").orElseThrow())
        .containsExactly(viewOf(conflict, 1));
    assertThat(queries.operationAt(DEVICE, "op-1", conflict.lastActionAt().toEpochMilli()))
        .hasValue(viewOf(conflict, 1));
    assertThat(queries.operationAt(DEVICE, "op-1", conflict.lastActionAt().toEpochMilli() - 1))
        .isEmpty();
  }

  @Test
  void shouldShowWhatIsNowAtTheEndWhenThereWereTooManyRevisions() {
    write(changed("op-1", 1));
    write(new Change.OperationChanged(Rows.running("op-1", DEVICE, 5000)));

    assertThat(queries.revisions(DEVICE, "op-1").orElseThrow())
        .extracting(OperationView::revision)
        .containsExactly(1, 5000);
    assertThat(queries.operationAt(DEVICE, "op-1", Long.MAX_VALUE))
        .hasValueSatisfying(now -> assertThat(now.revision()).isEqualTo(5000));
  }

  @Test
  void shouldListOperationsNewestFirstAndByIdWhenTheyAreOfTheSameTime() {
    write(
        changed("op-1", 2),
        changed("op-3", 4),
        changed("op-2", 1),
        changed("op-4", 0),
        new Change.OperationChanged(Rows.rejected("op-5", DEVICE).byUnknownDevice()),
        new Change.OperationChanged(Rows.operation("op-9", SAME_OF_ANOTHER_TENANT, 4)));
    jdbc.update("update operation set created_at_ms = created_at_ms + 1 where operation_id='op-2'");

    for (String device : List.of("null", "'device-1'")) {
      assertThat(ids("{'deviceId': %s}".formatted(device))).containsExactly("op-2", "op-3", "op-1");
      assertThat(ids("{'deviceId': %s, 'rejected': true}".formatted(device)))
          .containsExactly("op-2", "op-5", "op-4", "op-3", "op-1");
      assertThat(ids("{'deviceId': %s, 'descending': false}".formatted(device)))
          .containsExactly("op-1", "op-3", "op-2");
    }
  }

  @Test
  void shouldCountAllWhateverThePageIs() {
    write(changed("op-1", 2), changed("op-2", 4), changed("op-3", 4), changed("op-4", 0));
    String failed = "{'field': 'state', 'op': 'eq', 'value': 'failed'}";

    Page<OperationView> page =
        operations(DEVICE.tenant(), "{'filter': %s, 'count': true, 'top': 1}".formatted(failed));

    assertThat(page.count()).isEqualTo(2);
    assertThat(page.items()).hasSize(1);
    assertThat(page.more()).isTrue();
    assertThat(operations(DEVICE.tenant(), "{'count': true}").count()).isEqualTo(3);
    assertThat(operations(DEVICE.tenant(), "{}").count()).isNull();
    assertThat(devices(DEVICE.tenant(), "{'count': true}").count()).isZero();
  }

  @Test
  void shouldSayThatThereIsNoMoreWhenThePageIsExactlyTheRest() {
    write(changed("op-1", 1));

    assertThat(operations(DEVICE.tenant(), "{'top': 1}").more()).isFalse();
  }

  @Test
  void shouldListDevicesByTheBytesOfTheirIds() {
    for (String id : List.of("b", "B", "a", "ä", "a b", "10", "9")) {
      write(new Change.DeviceChanged(Rows.device(DeviceId.of("tenant-1", id), 1)));
    }

    Page<DeviceView> first = devices(DEVICE.tenant(), "{'top': 4}");
    Page<DeviceView> rest = devices(DEVICE.tenant(), "{'top': 4, 'after': {'id': 'a'}}");

    assertThat(first.items()).extracting(DeviceView::deviceId).containsExactly("10", "9", "B", "a");
    assertThat(first.more()).isTrue();
    assertThat(rest.items()).extracting(DeviceView::deviceId).containsExactly("a b", "b", "ä");
    assertThat(rest.more()).isFalse();
  }

  @Test
  void shouldTakeADeviceWhenWhatIsKnownOfItIsLongerThanAnIndexTakes() {
    String longest = "x".repeat(200_000);
    write(new Change.DeviceChanged(Rows.device(DEVICE, 1)));
    jdbc.update(
        "update device set description = description || jsonb_build_object('uniqueId', ?::text)",
        longest);

    Page<DeviceView> found =
        devices(
            DEVICE.tenant(),
            "{'filter': {'field': 'uniqueId', 'op': 'eq', 'value': '%s'}}".formatted(longest));

    assertThat(found.items()).hasSize(1);
  }

  private void write(Change... changes) {
    writer.write(ViewChanges.fold(List.of(changes)));
  }

  private Page<OperationView> operations(TenantId tenant, String query) {
    return queries.operations(tenant, Queries.operations(query));
  }

  private Page<DeviceView> devices(TenantId tenant, String query) {
    return queries.devices(tenant, Queries.devices(query));
  }

  private List<String> ids(String query) {
    return operations(DEVICE.tenant(), query).items().stream()
        .map(OperationView::operationId)
        .toList();
  }

  private static Change changed(String operationId, int revision) {
    return new Change.OperationChanged(Rows.operation(operationId, DEVICE, revision));
  }

  /** The lines of the log stand with the revisions alone. */
  private static OperationView currentOf(OperationRow row, int revision) {
    return viewOf(row, revision, Objects.requireNonNull(row.detail()).withoutLog());
  }

  private static OperationView viewOf(OperationRow row, int revision) {
    return viewOf(row, revision, row.detail());
  }

  private static OperationView viewOf(
      OperationRow row, int revision, @Nullable OperationDetail detail) {
    return new OperationView(
        row.operationId(),
        row.device().tenantId(),
        row.device().deviceId(),
        revision,
        row.state().word(),
        row.phase(),
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
        row.deadlineAt() == null ? null : row.deadlineAt().toEpochMilli(),
        detail,
        null);
  }
}
