package dev.drydock.operation.core;

/** What a device is at while it reports progress. */
public enum Activity {
  /** It fetches the software. */
  DOWNLOADING(OperationEvent.Kind.DOWNLOADING_REPORTED),
  /** It installs the software, or does something that this build has no word for. */
  INSTALLING(OperationEvent.Kind.INSTALLING_REPORTED);

  private final OperationEvent.Kind kind;

  Activity(OperationEvent.Kind kind) {
    this.kind = kind;
  }

  OperationEvent.Kind kind() {
    return kind;
  }
}
