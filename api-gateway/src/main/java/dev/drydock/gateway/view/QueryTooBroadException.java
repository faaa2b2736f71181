package dev.drydock.gateway.view;

/** The view gave the question up, for it takes too long to answer. */
public final class QueryTooBroadException extends RuntimeException implements ViewFailure {

  QueryTooBroadException(String path) {
    super(
        "Expected an answer of the view under " + path + " in time, but there is too much to see");
  }
}
