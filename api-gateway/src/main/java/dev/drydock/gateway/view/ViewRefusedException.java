package dev.drydock.gateway.view;

/**
 * The view says that a question is none. A bug: whatever callers send is checked before the view is
 * asked.
 */
final class ViewRefusedException extends RuntimeException implements ViewFailure {

  ViewRefusedException(String path) {
    super("Expected a question that the view answers, but it refuses " + path);
  }
}
