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
 * @param publicUrl URL under which devices reach the interface; taken from each request when not
 *     set
 * @param selfRegistration whether a device is registered by its first call, and one that was behind
 *     a bridge is reached by DDI from then on
 * @param gatewayTokenRegisters whether {@code self-registration} holds, too, for a device that the
 *     tenant's gateway token let in: the token's holder can make up any number of devices
 * @param answerTimeout after how long a call is answered 503; longer than writing to the log, a
 *     dock's decision and another dispatcher may take
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
