package dev.drydock.dispatcher.ddi;

import dev.drydock.dispatcher.core.Attributes;
import dev.drydock.dispatcher.core.Channel;
import dev.drydock.dispatcher.core.Dock;
import dev.drydock.dispatcher.core.Registration;
import dev.drydock.messages.AttributesMode;
import dev.drydock.messages.DeviceAck;
import dev.drydock.schemas.DeviceKey;
import java.util.concurrent.CompletableFuture;

/** Writes down what devices tell of themselves. Thread-safe. */
final class ConfigDataHandler {

  private static final Answer NOT_MET =
      Answer.notFound("The device is not registered as a DDI device.");

  private final AckLog log;
  private final Acks acks;
  private final DdiSettings settings;

  ConfigDataHandler(AckLog log, Acks acks, DdiSettings settings) {
    this.log = log;
    this.acks = acks;
    this.settings = settings;
  }

  CompletableFuture<Answer> answer(DeviceCall call, ConfigData data, Dock dock) {
    Registration known = dock.registration();
    boolean isIntroduced = settings.registers(call.origin().by());
    if (!isIntroduced && (known == null || known.channel() != Channel.DDI)) {
      return CompletableFuture.completedFuture(NOT_MET);
    }
    if (known != null && known.described() && data.isEmpty()) {
      // an agent may say so at each poll: it is no news
      return CompletableFuture.completedFuture(Answer.DONE);
    }
    DeviceAck hello =
        hello(call.device(), isIntroduced)
            .setAttributesMode(mode(data.mode()))
            .setAttributes(data.attributes())
            .setSoftwareVersions(data.softwareVersions())
            .build();
    return log.write(hello).thenApply(written -> Answer.DONE);
  }

  /** Where devices do not introduce themselves, one that was just retired is not to come back. */
  private DeviceAck.Builder hello(DeviceKey device, boolean isIntroduced) {
    return isIntroduced ? acks.introduction(device) : acks.hello(device);
  }

  private static String mode(Attributes.Mode mode) {
    return switch (mode) {
      case MERGE -> AttributesMode.MERGE;
      case REPLACE -> AttributesMode.REPLACE;
      case REMOVE -> AttributesMode.REMOVE;
    };
  }
}
