package dev.drydock.bench;

/** A measured time that is not looked at. */
final class Unwatched implements OpenLoop.Window {

  @Override
  public void begins() {}

  @Override
  public void ends() {}
}
