package dev.drydock.dispatcher.artifact;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Which files are delivered by the dispatcher, and how many at once. Off unless {@code hosts} or
 * {@code root} is set.
 *
 * @param hosts the only hosts that artifacts are read from, {@code host} or {@code host:port};
 *     without a port, that of the scheme
 * @param root directory below which artifacts with {@code file} URIs are read; none when not set
 * @param downloads how many downloads are under way at once in a dispatcher, 1 or more; each takes
 *     some 0.2 MB of heap, most of it the web server's. A tenant takes four fifths of them at most,
 *     and by default that is 1,000
 * @param waiting how many more downloads wait for a place, 0 or more; further ones are answered 503
 * @param placeWait how long a download waits for its place, or for the dispatcher that decides on
 *     it, before it is answered 503. Agents give a download up when nothing comes for 60 s
 * @param bandwidth how many bytes a second the devices of a tenant get from a dispatcher together;
 *     no limit when not set
 * @param tenants other values of {@code bandwidth}, by tenant
 * @param connectTimeout how long connecting to a host may take
 * @param sourceTimeout how long a host may send nothing before the download is ended
 */
@ConfigurationProperties("drydock.dispatcher.ddi.artifacts")
public record ArtifactSettings(
    @DefaultValue Set<String> hosts,
    @Nullable Path root,
    @DefaultValue("1250") int downloads,
    @DefaultValue("4000") int waiting,
    @DefaultValue("50s") Duration placeWait,
    @Nullable DataSize bandwidth,
    @DefaultValue Map<String, DataSize> tenants,
    @DefaultValue("5s") Duration connectTimeout,
    @DefaultValue("30s") Duration sourceTimeout) {

  private static final String KEY = "drydock.dispatcher.ddi.artifacts.";
  private static final Pattern HOST =
      Pattern.compile("([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+\\])(:[0-9]{1,5})?");

  /** Checks the values; throws {@link IllegalArgumentException}. */
  public ArtifactSettings {
    for (String host : hosts) {
      require(isHost(host), "hosts to be host or host:port, as in a URI", host);
    }
    hosts =
        hosts.stream()
            .map(host -> host.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
    tenants = Map.copyOf(tenants);
    require(downloads >= 1, "downloads to be 1 or more", downloads);
    require(waiting >= 0, "waiting to be 0 or more", waiting);
    requirePositive("place-wait", placeWait);
    requirePositive("connect-timeout", connectTimeout);
    requirePositive("source-timeout", sourceTimeout);
    requireBandwidth("bandwidth", bandwidth);
    tenants.forEach((tenantId, own) -> requireBandwidth("tenants." + tenantId, own));
  }

  /** Tells whether any file is delivered. */
  public boolean isOn() {
    return !hosts.isEmpty() || root != null;
  }

  /**
   * Returns how many bytes a second a tenant's devices get; {@link Long#MAX_VALUE} for no limit.
   */
  long bytesPerSecond(String tenantId) {
    DataSize limit = tenants.getOrDefault(tenantId, bandwidth);
    return limit == null ? Long.MAX_VALUE : limit.toBytes();
  }

  /** Java finds no host in a URI whose host is malformed, for instance has an underscore. */
  private static boolean isHost(String host) {
    try {
      return HOST.matcher(host).matches() && new URI("http://" + host).getHost() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static void requirePositive(String key, Duration value) {
    require(value.toMillis() >= 1, key + " to be 1 ms or more", value);
  }

  private static void requireBandwidth(String key, @Nullable DataSize value) {
    require(value == null || value.toBytes() >= 1, key + " to be 1 byte or more", value);
  }

  private static void require(boolean isFit, String rule, @Nullable Object value) {
    if (!isFit) {
      throw new IllegalArgumentException("Expected " + KEY + rule + ", but it is " + value);
    }
  }
}
