package dev.drydock.projector.stream;

/** A batch does not begin where the view is: another instance wrote it, or it was put back. */
final class PositionMovedException extends RuntimeException {

  PositionMovedException(int partitions) {
    super(
        "Expected the view to be where the batch begins, but in "
            + partitions
            + " partitions it is elsewhere",
        null,
        false,
        false);
  }
}
