package dev.drydock.dispatcher.ddi;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes answers. */
final class AnswerWriter {

  private static final String HAL = "application/hal+json";

  private AnswerWriter() {}

  static void write(HttpServletRequest request, HttpServletResponse response, Answer answer)
      throws IOException {
    response.setStatus(answer.status());
    answer.headers().forEach(response::setHeader);
    byte[] body = answer.body();
    if (body.length > 0) {
      response.setContentType(type(request.getHeader("Accept")));
    }
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  /** Whatever a device accepts, it is JSON: to refuse would only keep it from coming. */
  private static String type(@Nullable String accept) {
    return accept != null && accept.toLowerCase(Locale.ROOT).contains(HAL)
        ? HAL + ";charset=utf-8"
        : "application/json";
  }
}
