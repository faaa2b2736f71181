package dev.drydock.proxies;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.util.NetMask;
import org.apache.catalina.valves.ValveBase;

/**
 * Gives requests that came through a trusted proxy the scheme, host and port by which the caller
 * reached that proxy. The caller's address stays that of the proxy: whom a client certificate's
 * headers are believed from is decided by it. Thread-safe.
 */
public final class TrustedProxies extends ValveBase {

  /** What is no address would be asked for as a name. */
  private static final Pattern NETWORK =
      Pattern.compile("([0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F.:]*:[0-9a-fA-F.:]*)(/[0-9]{1,3})?");

  private final List<NetMask> networks;

  /**
   * Trusts the proxies of some networks.
   *
   * @param setting name of the setting that the networks come from, for the error
   * @param networks in CIDR notation, or single addresses; throws {@link IllegalArgumentException}
   *     when one is neither
   */
  public TrustedProxies(String setting, List<String> networks) {
    super(true);
    this.networks = networks.stream().map(network -> mask(setting, network)).toList();
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    if (isTrusted(request.getRemoteAddr())) {
      ForwardedOrigin.of(request).ifPresent(origin -> origin.applyTo(request));
    }
    getNext().invoke(request, response);
  }

  /** Never asks for a name: the address is what the socket says. */
  private boolean isTrusted(String address) {
    if (networks.isEmpty()) {
      return false;
    }
    try {
      InetAddress peer = InetAddress.getByName(address);
      return networks.stream().anyMatch(network -> network.matches(peer));
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static NetMask mask(String setting, String network) {
    try {
      if (NETWORK.matcher(network).matches()) {
        return new NetMask(network);
      }
    } catch (IllegalArgumentException e) {
      // it is told below
    }
    throw new IllegalArgumentException(
        "Expected "
            + setting
            + " to be IP addresses or networks such as 10.0.0.0/8, but one is \""
            + network
            + '"');
  }
}
