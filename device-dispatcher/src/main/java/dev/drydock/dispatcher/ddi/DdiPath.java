package dev.drydock.dispatcher.ddi;

import dev.drydock.schemas.DeviceKey;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A path of this interface: {@code /{tenant}/controller/v1/{device}} and what is below.
 *
 * @param device whose it is, or null when there can be none of that name
 * @param below the segments below the device's
 */
record DdiPath(@Nullable DeviceKey device, List<String> below) {

  private static final String ROOT = "/controller/v1/";
  private static final int DEVICE_SEGMENT = 4;
  private static final Pattern SLASHES = Pattern.compile("/{2,}");
  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,9}");

  /**
   * Reads a request's path. Several slashes count as one: a base URL may end with one, and agents
   * put theirs behind it.
   *
   * @param path as it was sent, percent-encoded
   * @return null when it is none of this interface
   */
  static @Nullable DdiPath of(String path) {
    String single = path.contains("//") ? SLASHES.matcher(path).replaceAll("/") : path;
    if (!single.contains(ROOT)) {
      return null;
    }
    String[] segments = single.split("/");
    if (segments.length <= DEVICE_SEGMENT
        || !segments[2].equals("controller")
        || !segments[3].equals("v1")) {
      return null;
    }
    return new DdiPath(
        device(segments[1], segments[DEVICE_SEGMENT]),
        Arrays.asList(segments).subList(DEVICE_SEGMENT + 1, segments.length));
  }

  /** Returns the path of a device, percent-encoded. */
  static String of(DeviceKey device) {
    return '/' + encode(device.tenantId()) + ROOT + encode(device.deviceId());
  }

  /** Returns the path of an update's file below its device's, percent-encoded. */
  static String below(int number, String fileName) {
    return "/softwaremodules/" + number + "/artifacts/" + encode(fileName);
  }

  /** Returns what is called; null when there is nothing at the path. */
  @Nullable Call call() {
    return switch (below.size()) {
      case 0 -> Call.POLL;
      case 1 -> below.get(0).equals("configData") ? Call.CONFIG_DATA : null;
      case 2 -> ofUpdate(Call.FETCH, Call.CANCEL);
      case 3 ->
          below.get(2).equals("feedback") ? ofUpdate(Call.FEEDBACK, Call.CANCEL_FEEDBACK) : null;
      case 4 ->
          below.get(0).equals("softwaremodules") && below.get(2).equals("artifacts") && number() > 0
              ? Call.ARTIFACT
              : null;
      default -> null;
    };
  }

  /** Returns the name of the file that is spoken of; empty when none is. */
  String fileName() {
    return below.size() < 4 ? "" : decode(below.get(3));
  }

  /** Returns the number of the update that is spoken of; 0 when no update is. */
  int number() {
    return below.size() < 2 ? 0 : number(below.get(1));
  }

  private @Nullable Call ofUpdate(Call ofDeployment, Call ofCancel) {
    if (number() == 0) {
      return null;
    }
    return switch (below.get(0)) {
      case "deploymentBase" -> ofDeployment;
      case "cancelAction" -> ofCancel;
      default -> null;
    };
  }

  private static int number(String text) {
    long number = NUMBER.matcher(text).matches() ? Long.parseLong(text) : 0;
    return number <= Integer.MAX_VALUE ? (int) number : 0;
  }

  private static @Nullable DeviceKey device(String tenantId, String deviceId) {
    try {
      return new DeviceKey(decode(tenantId), decode(deviceId));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** Other than in a form, a plus is a plus. */
  private static String decode(String segment) {
    return segment.indexOf('%') < 0
        ? segment
        : URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static String encode(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
