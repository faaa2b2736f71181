package dev.drydock.projector.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.projector.core.DeviceId;
import dev.drydock.projector.fixture.Servers;
import dev.drydock.projector.fixture.ViewDatabase;
import dev.drydock.view.DeviceView;
import dev.drydock.view.OperationView;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a view of the time before kinds and history had. */
@ExtendWith(Servers.Extension.class)
class MigrationIT {

  private static final DeviceId DEVICE = DeviceId.of("tenant-1", "device-1");

  private ViewQueries queries;

  @BeforeEach
  void migrate(Servers servers) {
    ViewDatabase database = ViewDatabase.of(servers.postgres()).migrateTo("3");
    database
        .jdbc()
        .update(
            """
            insert into operation (operation_id, tenant_id, device_id, revision, state,
                software_type, software_version, created_at_ms, last_action_at_ms, completed_at_ms,
                created_by, last_action_by, error_code)
            values ('running', 'tenant-1', 'device-1', 2, 'inProgress', 'firmware', '2', 10, 20, null,
                    '{}', '{}', null),
                   ('failed', 'tenant-1', 'device-1', 4, 'failed', 'firmware', '2', 11, 30, 30,
                    '{}', '{}', 'startTimeout'),
                   ('turned-away', 'tenant-1', 'device-1', 0, 'failed', 'firmware', '2', 12, 13, 13,
                    '{}', '{}', 'conflict')
            """);
    database
        .jdbc()
        .update(
            """
            insert into device (tenant_id, device_id, revision, description, registered_at_ms,
                registered_by, modified_at_ms, modified_by)
            values ('tenant-1', 'device-1', 1,
                    '{"deviceType": "teamsRoom", "channel": "ddi", "macAddresses": []}', 1, '{}', 1, '{}')
            """);
    database.migrate();
    queries = Queries.of(database.dataSource());
  }

  @Test
  void shouldListOperationsOfTheirKinds() {
    assertThat(ids("{'orderBy': 'lastActionAt'}")).containsExactly("failed", "running");
    assertThat(ids("{'filter': {'field': 'state', 'op': 'eq', 'value': 'failed'}}"))
        .containsExactly("failed");
    assertThat(ids("{'orderBy': 'lastActionAt', 'turnedAway': true}"))
        .containsExactly("failed", "running", "turned-away");
    assertThat(
            ids(
                "{'orderBy': 'lastActionAt',"
                    + " 'filter': {'field': 'createdAt', 'op': 'lt', 'value': 11}}"))
        .containsExactly("running");
  }

  @Test
  void shouldKnowTheRevisionsThatThereWere() {
    assertThat(queries.revisions(DEVICE, "running").orElseThrow())
        .extracting(OperationView::revision)
        .containsExactly(2);
    assertThat(queries.operationAt(DEVICE, "failed", 30)).isPresent();
    assertThat(queries.operationAt(DEVICE, "failed", 29)).isEmpty();
  }

  @Test
  void shouldKnowNoVersionsOfADevice() {
    List<DeviceView> devices =
        queries
            .devices(
                DEVICE.tenant(),
                Queries.devices(
                    "{'filter': {'field': 'deviceType', 'op': 'eq', 'value': 'teamsRoom'}}"))
            .items();

    assertThat(devices)
        .singleElement()
        .satisfies(device -> assertThat(device.softwareVersions()).isEmpty());
  }

  @Test
  void shouldKnowNoMoreOfAnOperationOrDeviceThanThereWas() {
    assertThat(queries.operation(DEVICE, "running"))
        .hasValueSatisfying(
            operation -> {
              assertThat(operation.detail()).isNull();
              assertThat(operation.deviceLastSeenAt()).isNull();
            });
    assertThat(queries.revisions(DEVICE, "running").orElseThrow())
        .extracting(OperationView::detail)
        .containsOnlyNulls();
    assertThat(queries.device(DEVICE))
        .hasValueSatisfying(
            device -> {
              assertThat(device.lastSeenAt()).isNull();
              assertThat(device.attributes()).isEmpty();
            });
  }

  private List<String> ids(String query) {
    return queries.operations(DEVICE.tenant(), Queries.operations(query)).items().stream()
        .map(OperationView::operationId)
        .toList();
  }
}
