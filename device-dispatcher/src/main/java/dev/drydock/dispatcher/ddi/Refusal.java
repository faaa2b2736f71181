package dev.drydock.dispatcher.ddi;

/** That a call cannot be understood. */
final class Refusal extends RuntimeException {

  private final transient Answer answer;

  private Refusal(int status, String message) {
    super(message, null, false, false);
    this.answer = Answer.error(status, message);
  }

  static Refusal badRequest(String message) {
    return new Refusal(Answer.BAD_REQUEST, message);
  }

  static Refusal tooLarge(int maxBytes) {
    return new Refusal(
        Answer.TOO_LARGE, "Expected a body of at most " + maxBytes + " bytes, but it is longer");
  }

  Answer answer() {
    return answer;
  }
}
