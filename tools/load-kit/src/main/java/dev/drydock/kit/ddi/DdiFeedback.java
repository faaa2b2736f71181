package dev.drydock.kit.ddi;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a device says of a deployment or of a cancel.
 *
 * @param execution what it is at, such as {@code proceeding} or {@code closed}
 * @param finished {@code none}, {@code success} or {@code failure}
 * @param progress how far it is; null when it does not say
 * @param details lines of text, may be empty
 */
public record DdiFeedback(
    String execution, String finished, @Nullable Progress progress, List<String> details) {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss");

  /**
   * How far a device is.
   *
   * @param count of how many steps it is at which
   * @param of how many steps there are
   */
  public record Progress(int count, int of) {}

  /** Copies the details. */
  public DdiFeedback {
    details = List.copyOf(details);
  }

  /** Returns what a device says on its way. */
  public static DdiFeedback proceeding(Progress progress, List<String> details) {
    return new DdiFeedback("proceeding", "none", progress, details);
  }

  /** Returns what a device says at the end. */
  public static DdiFeedback closed(boolean isSuccess, String detail) {
    return new DdiFeedback("closed", isSuccess ? "success" : "failure", null, List.of(detail));
  }

  /** Returns what a device says when it does not stop. */
  public static DdiFeedback rejected(String detail) {
    return new DdiFeedback("rejected", "failure", null, List.of(detail));
  }

  /** Returns the body, said now. */
  String json(int number) {
    ObjectNode body = MAPPER.createObjectNode();
    body.put("id", number).put("time", TIME.format(LocalDateTime.now(ZoneOffset.UTC)));
    ObjectNode status = body.putObject("status");
    ObjectNode result = status.putObject("result");
    if (progress != null) {
      result.putObject("progress").put("cnt", progress.count).put("of", progress.of);
    }
    result.put("finished", finished);
    status.put("execution", execution);
    details.forEach(status.putArray("details")::add);
    return body.toString();
  }
}
