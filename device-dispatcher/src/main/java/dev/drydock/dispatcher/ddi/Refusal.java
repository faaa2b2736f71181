package dev.drydock.dispatcher.ddi;

import java.util.Map;

/** That a call cannot be understood. */
final class Refusal extends RuntimeException {

  private final transient Answer answer;

  private Refusal(String message, Answer answer) {
    super(message, null, false, false);
    this.answer = answer;
  }

  static Refusal badRequest(String message) {
    return new Refusal(message, Answer.error(Answer.BAD_REQUEST, message));
  }

  static Refusal tooLarge(int maxBytes) {
    String message = "The request body is longer than " + maxBytes + " bytes.";
    return new Refusal(message, Answer.error(Answer.TOO_LARGE, message).closing());
  }

  /** That a body is written in what is not read. */
  static Refusal unsupported(String message) {
    return new Refusal(
        message,
        Answer.error(
            Answer.UNSUPPORTED,
            message,
            Map.of("Accept-Encoding", "identity", "Accept", "application/json")));
  }

  /** That a body is not waited for any more. Its device is to retry later. */
  static Refusal givenUp() {
    String message = "Too many requests at once; the body was not read: retry later.";
    return new Refusal(message, Answer.tooMany(message).closing());
  }

  Answer answer() {
    return answer;
  }
}
