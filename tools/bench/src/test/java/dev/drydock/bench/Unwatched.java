package dev.drydock.bench;

/** A measured time that nobody looks at. */
final class Unwatched implements OpenLoop.Window {

  @Override
  public void begins() {}

  @Override
  public void ends() {}
}
