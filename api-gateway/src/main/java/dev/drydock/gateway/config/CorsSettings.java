package dev.drydock.gateway.config;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.web.cors.CorsConfiguration;

/**
 * Which web pages of other origins may call the API from a browser.
 *
 * @param allowedOrigins origins whose web pages may call the API from a browser: scheme, host and
 *     port as browsers send them, or {@code *} for all
 * @param maxAge how long a browser may keep the answer to a preflight
 */
@ConfigurationProperties("drydock.gateway.cors")
record CorsSettings(
    @DefaultValue List<String> allowedOrigins, @DefaultValue("1h") Duration maxAge) {

  private static final Pattern ORIGIN =
      Pattern.compile(
          "\\*|[a-z][a-z0-9+.-]*://[a-z0-9.-]+(:[0-9]{1,5})?|[a-z]+://\\[[0-9a-f:.]+](:[0-9]{1,5})?");
  private static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
  private static final List<String> EXPOSED =
      List.of(
          "Location",
          "ETag",
          "Retry-After",
          "request-id",
          "client-request-id",
          "OData-Version",
          "Preference-Applied",
          "WWW-Authenticate",
          "Drydock-View-Behind");

  CorsSettings {
    allowedOrigins = List.copyOf(allowedOrigins);
    for (String origin : allowedOrigins) {
      if (!ORIGIN.matcher(origin).matches()) {
        throw new IllegalArgumentException(
            "Expected drydock.gateway.cors.allowed-origins to be origins such as"
                + " https://fleet.example or *, but one is \""
                + origin
                + '"');
      }
    }
    if (maxAge.isNegative()) {
      throw new IllegalArgumentException(
          "Expected drydock.gateway.cors.max-age to be 0 or more, but it is " + maxAge);
    }
  }

  boolean isAsked() {
    return !allowedOrigins.isEmpty();
  }

  /** Tokens come in a header, never in a cookie: no credentials of the browser's are asked for. */
  CorsConfiguration toConfiguration() {
    CorsConfiguration cors = new CorsConfiguration();
    cors.setAllowedOrigins(allowedOrigins);
    cors.setAllowedMethods(METHODS);
    cors.setAllowedHeaders(List.of(CorsConfiguration.ALL));
    cors.setExposedHeaders(EXPOSED);
    cors.setMaxAge(maxAge);
    return cors;
  }
}
