package dev.drydock.dispatcher.ddi;

import dev.drydock.dispatcher.core.Channel;
import dev.drydock.dispatcher.core.Dock;
import dev.drydock.dispatcher.core.Registration;
import dev.drydock.messages.DeviceAck;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Writes down what devices tell of themselves. Thread-safe. */
final class ConfigDataDesk {

  private static final Answer NOT_MET =
      Answer.notFound("Expected a device that is registered to come itself, but it is not");

  private final AckLog log;
  private final Acks acks;
  private final DeviceProfiles profiles;
  private final boolean isSelfRegistered;

  /**
   * @param isSelfRegistered whether a device may introduce itself
   */
  ConfigDataDesk(AckLog log, Acks acks, DeviceProfiles profiles, boolean isSelfRegistered) {
    this.log = log;
    this.acks = acks;
    this.profiles = profiles;
    this.isSelfRegistered = isSelfRegistered;
  }

  CompletableFuture<Answer> answer(DeviceCall call, ConfigData data, Dock dock) {
    Registration known = dock.registration();
    if (!isSelfRegistered && (known == null || known.channel() != Channel.DDI)) {
      return CompletableFuture.completedFuture(NOT_MET);
    }
    Map<String, String> told = profiles.attributes(call.device());
    Map<String, String> attributes = data.resolve(told);
    if (known != null
        && told.isEmpty()
        && attributes.isEmpty()
        && data.softwareVersions().isEmpty()) {
      // an agent may say so at each poll: it is no news
      return CompletableFuture.completedFuture(Answer.DONE);
    }
    DeviceAck hello =
        acks.introduction(call.device())
            .setAttributes(attributes)
            .setSoftwareVersions(data.softwareVersions())
            .build();
    return log.write(hello).thenApply(written -> Answer.DONE);
  }
}
