package dev.drydock.gateway.config;

import dev.drydock.gateway.admission.AdmissionSettings;
import dev.drydock.gateway.batch.BatchSettings;
import dev.drydock.gateway.publish.WritingSettings;
import dev.drydock.gateway.view.ViewSettings;
import java.time.Duration;
import java.util.Objects;
import org.springframework.boot.webmvc.autoconfigure.WebMvcProperties;
import org.springframework.stereotype.Component;

/**
 * Checks, before the gateway starts, that every wait of a request ends before Spring MVC gives its
 * exchange up: that would be a 503 for a command that is written already.
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
      BatchSettings batch,
      WebMvcProperties mvc) {
    Duration backstop =
        Objects.requireNonNullElse(mvc.getAsync().getRequestTimeout(), DEFAULT_BACKSTOP);
    require(
        "drydock.gateway.admission.decision-wait, of which a request may have two, and the waits for"
            + " Kafka and the view (with a decision-wait of "
            + admission.decisionWait()
            + ')',
        longest(admission, writing, view),
        backstop);
    require(
        "drydock.gateway.admission.decision-wait and the waits for Kafka and, before and after it, for"
            + " the view (with a decision-wait of "
            + admission.decisionWait()
            + ')',
        cancellation(admission, writing, view),
        backstop);
    require(
        "drydock.gateway.view.longest-change-wait and the waits for the view",
        view.longestChangeWait().plus(view.freshWait()).plus(view.timeout().multipliedBy(2)),
        backstop);
    require(
        "drydock.gateway.batch.limit and drydock.gateway.writing.max-block",
        batch.limit().plus(writing.maxBlock()),
        backstop);
  }

  private static void require(String waits, Duration longest, Duration backstop) {
    if (longest.compareTo(backstop) >= 0) {
      throw new IllegalArgumentException(
          "Expected "
              + waits
              + " to end before "
              + BACKSTOP
              + " ("
              + backstop
              + "), but they take up to "
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
    return admission
        .decisionWait()
        .plus(admission.conflictPause())
        .plus(decision(admission, writing))
        .plus(view.freshWait())
        .plus(view.timeout());
  }

  /** The operation may be waited for before it is cancelled, and is afterwards. */
  private static Duration cancellation(
      AdmissionSettings admission, WritingSettings writing, ViewSettings view) {
    return decision(admission, writing).plus(view.freshWait().plus(view.timeout()).multipliedBy(2));
  }

  private static Duration decision(AdmissionSettings admission, WritingSettings writing) {
    Duration written = writing.maxBlock().plus(writing.timeout());
    Duration decided = admission.decisionWait();
    return decided.compareTo(written) > 0 ? decided : written;
  }
}
