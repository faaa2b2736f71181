package dev.drydock.gateway.graph;

import dev.drydock.gateway.admission.DevicePrecondition;
import dev.drydock.gateway.admission.DevicePrecondition.Seen;
import dev.drydock.view.DeviceView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Entity tags of devices: since when a device is known, its revision, and the one member that
 * follows from the catalogue. For an edit only the first two count.
 */
final class DeviceTags {

  private static final Pattern TAG =
      Pattern.compile("([0-9a-z]{1,11})-([1-9][0-9]{0,8})-[A-Za-z]+");

  private DeviceTags() {}

  static String of(DeviceView device, String healthStatus) {
    return '"'
        + Long.toString(device.registeredAt(), Character.MAX_RADIX)
        + '-'
        + device.revision()
        + '-'
        + healthStatus
        + '"';
  }

  /** Returns what the device's dock is to decide. */
  static DevicePrecondition precondition(Conditions conditions) {
    EntityTags ifMatch = conditions.ifMatch();
    EntityTags ifNoneMatch = conditions.ifNoneMatch();
    boolean mustBeKnown = ifMatch != null && ifMatch.all();
    boolean mustBeUnknown = ifNoneMatch != null && ifNoneMatch.all();
    return new DevicePrecondition(
        mustBeKnown,
        mustBeUnknown,
        ifMatch == null || ifMatch.all() ? null : seen(ifMatch),
        ifNoneMatch == null ? List.of() : seen(ifNoneMatch));
  }

  /** A tag that is no device's can be that of none. */
  private static List<Seen> seen(EntityTags tags) {
    return tags.tags().stream().map(DeviceTags::seen).flatMap(Optional::stream).toList();
  }

  private static Optional<Seen> seen(String text) {
    Matcher tag = TAG.matcher(text);
    return tag.matches()
        ? Optional.of(
            new Seen(
                Instant.ofEpochMilli(Long.parseLong(tag.group(1), Character.MAX_RADIX)),
                Integer.parseInt(tag.group(2))))
        : Optional.empty();
  }
}
