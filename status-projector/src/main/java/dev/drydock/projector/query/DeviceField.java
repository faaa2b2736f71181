package dev.drydock.projector.query;

/** What a list of devices can be filtered by. */
enum DeviceField implements Field {
  ID("id", "device_id", 0),
  DEVICE_TYPE("deviceType", "device_type", 128),
  UNIQUE_ID("uniqueId", "unique_id", 128),
  CURRENT_USER_ID("currentUserId", "current_user_id", 128);

  private final String word;
  private final String column;
  private final int indexedLength;

  DeviceField(String word, String column, int indexedLength) {
    this.word = word;
    this.column = column;
    this.indexedLength = indexedLength;
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
    return indexedLength;
  }
}
