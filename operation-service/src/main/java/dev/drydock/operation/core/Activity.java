package dev.drydock.operation.core;

/** What a device is at while it reports progress. */
public enum Activity {
  /** It fetches the software. */
  DOWNLOADING(Phase.DOWNLOADING, OperationEvent.Kind.DOWNLOADING_REPORTED),
  /** It installs the software, or does something that this build has no word for. */
  INSTALLING(Phase.INSTALLING, OperationEvent.Kind.INSTALLING_REPORTED);

  private final Phase phase;
  private final OperationEvent.Kind kind;

  Activity(Phase phase, OperationEvent.Kind kind) {
    this.phase = phase;
    this.kind = kind;
  }

  Phase phase() {
    return phase;
  }

  OperationEvent.Kind kind() {
    return kind;
  }
}
