package dev.drydock.gateway.view;

/** The view knows the operation, but it is another device's, or another tenant's. */
public final class ForeignOperationException extends RuntimeException implements ViewFailure {

  ForeignOperationException(String path) {
    super("Expected an operation of the device under " + path + ", but it is another device's");
  }
}
