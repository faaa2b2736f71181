package dev.drydock.gateway.view;

/** The view does not have something, and is so far behind that it may only not have it yet. */
public final class ViewBehindException extends RuntimeException implements ViewFailure {

  private final String behind;

  ViewBehindException(String path, String behind) {
    super("Expected " + path + " in the view, but it is behind by " + behind);
    this.behind = behind;
  }

  /** Returns by how much the view is behind: whole seconds, or {@code unknown}. */
  public String behind() {
    return behind;
  }
}
