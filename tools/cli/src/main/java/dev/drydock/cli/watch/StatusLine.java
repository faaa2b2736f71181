package dev.drydock.cli.watch;

import dev.drydock.kit.terminal.Printable;
import dev.drydock.messages.OperationStatus;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** One operation's change, as a line for a person. Thread-safe. */
final class StatusLine {

  private final DateTimeFormatter clock;
  private final boolean withTenant;

  /**
   * Shows times of day in a zone.
   *
   * @param withTenant whether devices are shown with their tenant
   */
  StatusLine(ZoneId zone, boolean withTenant) {
    this.clock = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(zone);
    this.withTenant = withTenant;
  }

  /** Returns the line, with whatever control characters were in the texts made visible. */
  String of(OperationStatus status) {
    var line = new StringBuilder(clock.format(status.getLastActionAt()));
    String device =
        withTenant ? status.getTenantId() + '/' + status.getDeviceId() : status.getDeviceId();
    line.append(String.format(Locale.ROOT, "  %-12s  %s", device, status.getOperationId()));
    line.append(
        String.format(Locale.ROOT, "  %2d  %-10s", status.getRevision(), status.getState()));
    line.append("  ").append(status.getSoftwareType());
    line.append(' ').append(status.getSoftwareVersion());
    if (status.getPhase() != null) {
      line.append("  ").append(status.getPhase());
    }
    if (status.getProgress() != null) {
      line.append(" (").append(status.getProgress()).append(')');
    }
    if (status.getErrorCode() != null) {
      line.append("  ").append(status.getErrorCode()).append(": ").append(status.getErrorMessage());
    }
    appendCancellation(line, status);
    if (status.getLateResult() != null) {
      line.append("  late: ").append(status.getLateResult());
    }
    return Printable.of(line);
  }

  private static void appendCancellation(StringBuilder line, OperationStatus status) {
    boolean isOpen = status.getPhase() != null;
    if (Boolean.TRUE.equals(status.getCancelForced())) {
      line.append("  forced");
    } else if (status.getCancelRefusedAt() != null && isOpen) {
      line.append("  refused to stop");
    }
  }
}
