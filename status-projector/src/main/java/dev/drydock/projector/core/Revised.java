package dev.drydock.projector.core;

/** A row of which later records bring later revisions. */
public sealed interface Revised permits OperationRow, DeviceRow {

  /** Returns the row's revision: a row replaces another of the same key only with a higher one. */
  int revision();
}
