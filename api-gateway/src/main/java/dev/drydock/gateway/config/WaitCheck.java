package dev.drydock.gateway.config;

import dev.drydock.gateway.admission.AdmissionSettings;
import dev.drydock.gateway.publish.WritingSettings;
import dev.drydock.gateway.view.ViewSettings;
import java.time.Duration;
import java.util.Objects;
import org.springframework.boot.webmvc.autoconfigure.WebMvcProperties;
import org.springframework.stereotype.Component;

/**
 * Checks, before the gateway starts, that every wait of a request to update ends before Spring MVC
 * gives its exchange up: that would be a 503 for a command that is written already.
 */
@Component
final class WaitCheck {

  private static final String BACKSTOP = "spring.mvc.async.request-timeout";

  /** Tomcat's, where none is set. */
  private static final Duration DEFAULT_BACKSTOP = Duration.ofSeconds(30);

  WaitCheck(
      AdmissionSettings admission,
      WritingSettings writing,
      ViewSettings view,
      WebMvcProperties mvc) {
    Duration backstop =
        Objects.requireNonNullElse(mvc.getAsync().getRequestTimeout(), DEFAULT_BACKSTOP);
    Duration longest = longest(admission, writing, view);
    if (longest.compareTo(backstop) >= 0) {
      throw new IllegalArgumentException(
          "Expected drydock.gateway.admission.decision-wait, of which a request may have two, and"
              + " the waits for Kafka and the view to end before "
              + BACKSTOP
              + " ("
              + backstop
              + "), but with a decision-wait of "
              + admission.decisionWait()
              + " they take up to "
              + longest);
    }
  }

  /**
   * A request asks again until the decision wait is over, and that last question waits as long
   * again, be it for the decision or for its command to be written. Then the view is asked for the
   * holder, or until it sees the operation.
   */
  private static Duration longest(
      AdmissionSettings admission, WritingSettings writing, ViewSettings view) {
    Duration written = writing.maxBlock().plus(writing.timeout());
    Duration decided = admission.decisionWait();
    return decided
        .plus(admission.conflictPause())
        .plus(decided.compareTo(written) > 0 ? decided : written)
        .plus(view.freshWait())
        .plus(view.timeout());
  }
}
