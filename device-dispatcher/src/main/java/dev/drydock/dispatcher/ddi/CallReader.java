package dev.drydock.dispatcher.ddi;

import dev.drydock.dispatcher.ddi.auth.Credential;
import dev.drydock.schemas.DeviceKey;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what a call is, without its body. Thread-safe. */
final class CallReader {

  /** By which the base URL that the device used comes with a call from another instance. */
  static final String FORWARDED = "Drydock-Forwarded";

  /** By which an instance knows that what it passed on was answered by another. */
  static final String ANSWERED = "Drydock-Answered";

  /** By which an instance shows that it is one, where it asks for what no device is told. */
  static final String INSTANCE = "Drydock-Instance";

  /** By which it comes what let the call in there. */
  static final String LET_IN_BY = "Drydock-Let-In-By";

  /** By which it comes when the call was received there. */
  static final String RECEIVED_AT = "Drydock-Received-At";

  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  private final @Nullable String publicUrl;
  private final InstantSource clock;

  CallReader(DdiSettings settings, InstantSource clock) {
    URI url = settings.publicUrl();
    this.publicUrl = url == null ? null : url.toString().replaceAll("/+$", "");
    this.clock = clock;
  }

  /**
   * Instances that share the devices' secret forward with the device's token. A device may say so
   * itself: it is then told links that it has chosen, and its report counts as received earlier.
   */
  DeviceCall read(
      Call call, DeviceKey device, DdiPath path, Credential by, HttpServletRequest request) {
    String forwarded = by == Credential.TARGET_TOKEN ? request.getHeader(FORWARDED) : null;
    DeviceCall.Origin origin =
        forwarded == null
            ? new DeviceCall.Origin(by, baseUrl(request), false, clock.instant())
            : new DeviceCall.Origin(first(request), forwarded, true, receivedAt(request));
    return DeviceCall.of(call, device, path, origin);
  }

  /** What is not told counts as what is good for least. */
  private static Credential first(HttpServletRequest request) {
    String name = request.getHeader(LET_IN_BY);
    return Arrays.stream(Credential.values())
        .filter(credential -> credential.name().equals(name))
        .findFirst()
        .orElse(Credential.GATEWAY_TOKEN);
  }

  /** No report was received later than now, whatever the clock of the other instance says. */
  private Instant receivedAt(HttpServletRequest request) {
    Instant now = clock.instant();
    String told = request.getHeader(RECEIVED_AT);
    try {
      return Collections.min(List.of(now, told == null ? now : Instant.parse(told)));
    } catch (DateTimeParseException e) {
      return now;
    }
  }

  private String baseUrl(HttpServletRequest request) {
    if (publicUrl != null) {
      return publicUrl;
    }
    String scheme = request.getScheme();
    int port = request.getServerPort();
    boolean isDefault = port == (scheme.equals("https") ? HTTPS_PORT : HTTP_PORT);
    return scheme + "://" + request.getServerName() + (isDefault ? "" : ":" + port);
  }
}
