package dev.drydock.projector.stream;

import dev.drydock.projector.core.DeviceId;
import dev.drydock.projector.core.DeviceRow;
import dev.drydock.projector.core.RowChanges;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Writes devices. Thread-safe. */
final class DeviceTable {

  private static final String DELETE = "delete from device where tenant_id = ? and device_id = ?";

  private final JdbcTemplate jdbc;
  private final BatchInsert<DeviceRow> devices;

  DeviceTable(JdbcTemplate jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.devices = BatchInsert.ofNewer("device", 2, columns(json));
  }

  /** Writes a batch; returns how many devices are other than before. */
  int write(RowChanges<DeviceId, DeviceRow> changes) {
    int deleted = 0;
    for (DeviceId id : changes.gone()) {
      deleted += jdbc.update(DELETE, id.tenantId(), id.deviceId());
    }
    return deleted + devices.put(jdbc, changes.rows());
  }

  private static List<Column<DeviceRow>> columns(JsonMapper json) {
    return List.of(
        Column.text("tenant_id", row -> row.id().tenantId()),
        Column.text("device_id", row -> row.id().deviceId()),
        Column.integer("revision", DeviceRow::revision),
        Column.json("description", row -> json.writeValueAsString(row.description())),
        Column.json("software_versions", row -> json.writeValueAsString(row.softwareVersions())),
        Column.time("registered_at_ms", DeviceRow::registeredAt),
        Column.json("registered_by", row -> json.writeValueAsString(row.registeredBy())),
        Column.time("modified_at_ms", DeviceRow::modifiedAt),
        Column.json("modified_by", row -> json.writeValueAsString(row.modifiedBy())),
        Column.time("last_seen_at_ms", DeviceRow::lastSeenAt),
        Column.json("attributes", row -> json.writeValueAsString(row.attributes())));
  }
}
