package dev.drydock.projector.stream;

import dev.drydock.projector.core.DeviceId;
import dev.drydock.projector.core.DeviceRow;
import dev.drydock.projector.core.RowChanges;
import dev.drydock.schemas.DeviceKey;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Writes devices. Thread-safe. */
final class DeviceTable {

  private static final String IDS = "select tenant_id, device_id from device";

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

  /**
   * Deletes the devices whose records stand on one partition.
   *
   * @param partitions how many partitions the topic of devices has
   * @return how many there were
   */
  static int forget(JdbcTemplate jdbc, int partition, int partitions) {
    List<Object[]> ids = new ArrayList<>();
    jdbc.query(
        IDS,
        row -> {
          String tenantId = row.getString(1);
          String deviceId = row.getString(2);
          if (partitionOf(tenantId, deviceId, partitions) == partition) {
            ids.add(new Object[] {tenantId, deviceId});
          }
        });
    jdbc.batchUpdate(DELETE, ids);
    return ids.size();
  }

  /** Returns the partition on which a device's records stand, those of its operations too. */
  static int partitionOf(String tenantId, String deviceId, int partitions) {
    return DeviceKey.partitionOf(new DeviceKey(tenantId, deviceId).toString(), partitions);
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
