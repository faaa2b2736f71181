package dev.drydock.cli.explain;

import org.jspecify.annotations.Nullable;

/** What the API's codes mean, in words. A code that this build does not know stands for itself. */
final class Words {

  private Words() {}

  static String phase(@Nullable String phase, boolean isBridged) {
    if (phase == null) {
      return "It is in flight";
    }
    return switch (phase) {
      case "admitted" ->
          isBridged
              ? "It holds the dock, and the device's bridge is told; the device has not begun"
              : "It holds the dock; the device has not come for it yet";
      case "delivered" -> "The device was given it, and has not reported since";
      case "downloading" -> "The device downloads it";
      case "installing" -> "The device installs it";
      case "cancelRequested" -> "The device is asked to stop";
      default -> "It is in the phase " + phase;
    };
  }

  static String awaited(@Nullable String waitsFor, boolean isBridged) {
    if (waitsFor == null) {
      return "the device";
    }
    return switch (waitsFor) {
      case "delivery" -> isBridged ? "the device's first word" : "the device to fetch it";
      case "start" -> "the device's first report";
      case "progress" -> "the device's next report";
      case "cancel" -> "the device to stop, or to refuse,";
      default -> waitsFor;
    };
  }

  static String finalReport(String result) {
    return switch (result) {
      case "succeeded" -> "said that it has installed it";
      case "failed" -> "said that it failed";
      case "rejected" -> "said that it will not do it";
      case "cancelled" -> "said that it has stopped";
      default -> "said " + result;
    };
  }
}
