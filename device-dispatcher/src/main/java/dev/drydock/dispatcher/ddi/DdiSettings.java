package dev.drydock.dispatcher.ddi;

import dev.drydock.dispatcher.ddi.auth.Credential;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How devices are met.
 *
 * @param publicUrl the URL under which devices reach the interface; taken from each request when
 *     not set
 * @param selfRegistration whether a device that comes for the first time is known from then on, and
 *     one behind a bridge is reached here from then on
 * @param gatewayTokenRegisters whether that also is so where the tenant's token let the device in:
 *     who has it may make up devices without end
 * @param answerTimeout after which a call is answered 503; longer than writing to the log, a dock's
 *     decision and another instance may take
 */
@ConfigurationProperties("drydock.dispatcher.ddi")
public record DdiSettings(
    @Nullable URI publicUrl,
    @DefaultValue("true") boolean selfRegistration,
    @DefaultValue("false") boolean gatewayTokenRegisters,
    @DefaultValue("20s") Duration answerTimeout) {

  /** Checks the values; throws {@link IllegalArgumentException}. */
  public DdiSettings {
    if (publicUrl != null && (publicUrl.getHost() == null || !publicUrl.isAbsolute())) {
      throw new IllegalArgumentException(
          "Expected drydock.dispatcher.ddi.public-url to be an absolute URL, but it is \""
              + publicUrl
              + '"');
    }
    if (answerTimeout.toMillis() < 1) {
      throw new IllegalArgumentException(
          "Expected drydock.dispatcher.ddi.answer-timeout to be 1 ms or more, but it is "
              + answerTimeout);
    }
  }

  /** Tells whether a device that something let in is known from then on. */
  boolean registers(Credential by) {
    return selfRegistration && (by != Credential.GATEWAY_TOKEN || gatewayTokenRegisters);
  }
}
