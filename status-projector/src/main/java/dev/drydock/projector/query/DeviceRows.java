package dev.drydock.projector.query;

import dev.drydock.view.Actor;
import dev.drydock.view.DeviceDescription;
import dev.drydock.view.DeviceView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import org.springframework.jdbc.core.RowMapper;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads rows of devices. Thread-safe. */
final class DeviceRows implements RowMapper<DeviceView> {

  /** What is read. */
  static final String COLUMNS =
      "tenant_id, device_id, revision, description, software_versions, registered_at_ms,"
          + " registered_by, modified_at_ms, modified_by, last_seen_at_ms, attributes";

  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

  private final JsonMapper json;

  DeviceRows(JsonMapper json) {
    this.json = json;
  }

  @Override
  public DeviceView mapRow(ResultSet row, int number) throws SQLException {
    return new DeviceView(
        row.getString("tenant_id"),
        row.getString("device_id"),
        row.getInt("revision"),
        json.readValue(row.getString("description"), DeviceDescription.class),
        json.readValue(row.getString("software_versions"), TEXTS),
        row.getLong("registered_at_ms"),
        json.readValue(row.getString("registered_by"), Actor.class),
        row.getLong("modified_at_ms"),
        json.readValue(row.getString("modified_by"), Actor.class),
        row.getObject("last_seen_at_ms", Long.class),
        json.readValue(row.getString("attributes"), TEXTS));
  }
}
