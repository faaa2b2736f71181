package dev.drydock.projector.query;

/**
 * What a list of operations can be filtered by. The times of creation and last action order it, and
 * the device.
 */
enum OperationField implements Field {
  DEVICE_ID("deviceId", Type.TEXT, "device_id"),
  STATE("state", Type.TEXT, "state"),
  SOFTWARE_TYPE("softwareType", Type.TEXT, "software_type"),
  SOFTWARE_VERSION("softwareVersion", Type.TEXT, "software_version"),
  ERROR_CODE("errorCode", Type.TEXT, "error_code"),
  CREATED_AT("createdAt", Type.TIME, "created_at_ms"),
  LAST_ACTION_AT("lastActionAt", Type.TIME, "last_action_at_ms"),
  COMPLETED_AT("completedAt", Type.TIME, "completed_at_ms");

  private final String word;
  private final Type type;
  private final String column;

  OperationField(String word, Type type, String column) {
    this.word = word;
    this.type = type;
    this.column = column;
  }

  @Override
  public String word() {
    return word;
  }

  @Override
  public Type type() {
    return type;
  }

  @Override
  public String column() {
    return column;
  }

  @Override
  public int indexedLength() {
    return 0;
  }
}
