package dev.drydock.proxies;

import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.catalina.connector.Request;
import org.apache.tomcat.util.http.parser.Host;
import org.springframework.http.HttpHeaders;
import org.springframework.web.util.ForwardedHeaderUtils;
import org.springframework.web.util.UriComponents;

/**
 * By what a caller reached the proxy before this server.
 *
 * @param scheme http or https
 * @param host name or address, an IPv6 address in brackets
 * @param port from 1 to 65535
 */
public record ForwardedOrigin(String scheme, String host, int port) {

  private static final String FORWARDED = "Forwarded";
  private static final String FORWARDED_HOST = "X-Forwarded-Host";
  private static final List<String> X_FORWARDED =
      List.of(FORWARDED_HOST, "X-Forwarded-Proto", "X-Forwarded-Port");
  private static final Set<String> SCHEMES = Set.of("http", "https");
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;
  private static final int MAX_PORT = 65_535;

  /**
   * Returns what the headers of a request say. Nothing when they say nothing, or nothing that can
   * be believed: a list has members that the caller may have sent, and so has one kind of header
   * where the proxy sets the other.
   */
  static Optional<ForwardedOrigin> of(Request request) {
    HttpHeaders headers = headers(request);
    if (headers.isEmpty() || !isOfOneHand(headers)) {
      return Optional.empty();
    }
    try {
      UriComponents said =
          ForwardedHeaderUtils.adaptFromForwardedHeaders(own(request), headers).build();
      return checked(request, headers, said);
    } catch (IllegalArgumentException e) {
      // a host, port or scheme that is none
      return Optional.empty();
    }
  }

  /** Has the request say so wherever it is asked. */
  public void applyTo(Request request) {
    request.setSecure(scheme.equals("https"));
    request.getCoyoteRequest().scheme().setString(scheme);
    request.getCoyoteRequest().serverName().setString(host);
    request.setServerPort(port);
  }

  private static HttpHeaders headers(Request request) {
    HttpHeaders headers = new HttpHeaders();
    for (String name : X_FORWARDED) {
      addAll(headers, name, request);
    }
    addAll(headers, FORWARDED, request);
    return headers;
  }

  private static void addAll(HttpHeaders headers, String name, Request request) {
    Collections.list(request.getHeaders(name)).forEach(value -> headers.add(name, value));
  }

  private static boolean isOfOneHand(HttpHeaders headers) {
    boolean isMixed =
        headers.containsHeader(FORWARDED) && X_FORWARDED.stream().anyMatch(headers::containsHeader);
    return !isMixed
        && headers.headerSet().stream()
            .allMatch(
                header -> header.getValue().size() == 1 && !header.getValue().get(0).contains(","));
  }

  private static URI own(Request request) {
    return URI.create(
        request.getScheme() + "://" + request.getServerName() + ':' + request.getServerPort());
  }

  private static Optional<ForwardedOrigin> checked(
      Request request, HttpHeaders headers, UriComponents said) {
    String scheme = String.valueOf(said.getScheme());
    String host = String.valueOf(said.getHost());
    Host.parse(host); // throws when it is none
    int port = said.getPort() < 0 ? port(request, headers, scheme) : said.getPort();
    return SCHEMES.contains(scheme) && port >= 1 && port <= MAX_PORT
        ? Optional.of(new ForwardedOrigin(scheme, host, port))
        : Optional.empty();
  }

  /** Where the proxy leaves the caller's Host as it is, that says the port. */
  private static int port(Request request, HttpHeaders headers, String scheme) {
    String host = request.getHeader(HttpHeaders.HOST);
    boolean isHostOfCaller =
        !headers.containsHeader(FORWARDED_HOST)
            && !String.valueOf(headers.getFirst(FORWARDED)).toLowerCase().contains("host=");
    return isHostOfCaller && host != null && Host.parse(host) >= 0
        ? request.getServerPort()
        : scheme.equals("https") ? HTTPS_PORT : HTTP_PORT;
  }
}
