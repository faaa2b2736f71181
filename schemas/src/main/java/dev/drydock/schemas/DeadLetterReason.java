package dev.drydock.schemas;

/** Why a record was given up. */
public enum DeadLetterReason {
  /** The value is not a record of the topic's type in a schema that the registry knows. */
  UNDECODABLE("undecodable"),
  /** There is no value, on a topic where that means nothing. */
  EMPTY("empty"),
  /** The key is not the one that the value calls for. */
  WRONG_KEY("wrongKey"),
  /** The record stands on another partition than that of its device. */
  WRONG_PARTITION("wrongPartition"),
  /** A member has a value that is not allowed. */
  INVALID("invalid"),
  /** The record is of a kind that this build does not know. */
  UNKNOWN_KIND("unknownKind"),
  /** The record is of an operation that no admission is known of. */
  UNKNOWN_OPERATION("unknownOperation");

  private final String code;

  DeadLetterReason(String code) {
    this.code = code;
  }

  /** Returns the word that stands in the dead letter. */
  public String code() {
    return code;
  }
}
