package dev.drydock.projector.query;

/** What a list of devices can be filtered by. */
enum DeviceField implements Field {
  DEVICE_TYPE("deviceType", "device_type"),
  UNIQUE_ID("uniqueId", "unique_id"),
  CURRENT_USER_ID("currentUserId", "current_user_id");

  private static final int INDEXED_LENGTH = 128;

  private final String word;
  private final String column;

  DeviceField(String word, String column) {
    this.word = word;
    this.column = column;
  }

  @Override
  public String word() {
    return word;
  }

  @Override
  public Type type() {
    return Type.TEXT;
  }

  @Override
  public String column() {
    return column;
  }

  @Override
  public int indexedLength() {
    return INDEXED_LENGTH;
  }
}
