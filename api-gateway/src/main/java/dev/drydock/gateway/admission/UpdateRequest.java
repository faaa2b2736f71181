package dev.drydock.gateway.admission;

import dev.drydock.gateway.catalogue.ReleaseContent;
import dev.drydock.gateway.security.Caller;
import org.jspecify.annotations.Nullable;

/**
 * A caller's wish to update a device, checked.
 *
 * @param caller who asks
 * @param deviceId the device, within the caller's tenant
 * @param softwareType kind of software, in Microsoft Graph's words
 * @param softwareVersion its version
 * @param content what the release in the catalogue consists of
 * @param terms how the device is to take it
 * @param deadlines how long the operation may wait
 * @param skipsInstalled whether there is nothing to do when the device runs the version already
 * @param assumedVersion the version that the device is taken to run, empty when none is known, or
 *     null when it does not matter
 * @param idempotencyKey under which key the caller may repeat the request, or null
 * @param traceparent the request's W3C trace context, or null
 */
public record UpdateRequest(
    Caller caller,
    String deviceId,
    String softwareType,
    String softwareVersion,
    ReleaseContent content,
    UpdateTerms terms,
    Deadlines deadlines,
    boolean skipsInstalled,
    @Nullable String assumedVersion,
    @Nullable IdempotencyKey idempotencyKey,
    @Nullable String traceparent) {

  /** Returns it as it depends on the version that the device runs. */
  public UpdateRequest assuming(String version) {
    return new UpdateRequest(
        caller,
        deviceId,
        softwareType,
        softwareVersion,
        content,
        terms,
        deadlines,
        skipsInstalled,
        version,
        idempotencyKey,
        traceparent);
  }
}
