package dev.drydock.dispatcher.artifact;

import dev.drydock.schemas.DeviceKey;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells operators which files cannot be read, and why. Thread-safe. */
final class SourceFailures {

  private static final Logger LOG = LoggerFactory.getLogger(SourceFailures.class);

  private final LoggedFaults loggedFaults = new LoggedFaults(System::nanoTime);
  private final Counter counter;

  SourceFailures(MeterRegistry registry) {
    this.counter =
        Counter.builder("drydock.artifacts.unreadable")
            .description("Downloads whose file could not be read, or not to its end.")
            .register(registry);
  }

  /** Counts a download that failed, and logs it unless its file failed in the last minute. */
  void tell(DeviceKey device, ArtifactFile file, SourceException why) {
    counter.increment();
    String location = location(file.uri());
    if (loggedFaults.isNew(location)) {
      LOG.atWarn()
          .addKeyValue("tenantId", device.tenantId())
          .addKeyValue("deviceId", device.deviceId())
          .addKeyValue("artifact", location)
          .addKeyValue("sha256", file.sha256())
          .log("An artifact cannot be read: {}", why.getMessage());
    }
  }

  /** Returns a URI without what may be secret: its user and its query. */
  static String location(String uri) {
    return uri.replaceFirst("[?#].*", "").replaceFirst("//[^/]*@", "//");
  }
}
