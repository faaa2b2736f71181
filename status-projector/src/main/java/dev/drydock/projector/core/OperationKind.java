package dev.drydock.projector.core;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What many operations of a tenant have in common, and all that lists select them by apart from the
 * times themselves. A tenant has hundreds of kinds, however many operations: a list is merged from
 * those of the kinds that it selects.
 *
 * @param tenant the tenant
 * @param rejected whether these are rejected requests
 * @param state state as callers see it
 * @param software what is to be installed
 * @param errorCode why they failed; null unless failed
 * @param completion what is known of the time of their end
 * @param band the band of the time from creation to last action
 */
public record OperationKind(
    TenantId tenant,
    boolean rejected,
    OperationState state,
    OperationRow.Software software,
    @Nullable String errorCode,
    Completion completion,
    DurationBand band) {

  /** When operations of a kind ended. */
  public enum Completion {
    /** They have not. */
    NONE,
    /** With their last action, as all whose record is the operation service's. */
    LAST_ACTION,
    /** At another time. */
    OTHER
  }

  /** Returns the kind that an operation is of. */
  public static OperationKind of(OperationRow row) {
    return new OperationKind(
        row.device().tenant(),
        row.revision() == RejectedRequest.REVISION,
        row.state(),
        row.software(),
        row.errorCode(),
        completion(row),
        DurationBand.of(Duration.between(row.createdAt(), row.lastActionAt())));
  }

  /**
   * Returns the kind's number, the same wherever it is worked out. Two kinds of the same number,
   * which does not happen by chance, would each hide operations of the other, and only in lists.
   */
  public long id() {
    MessageDigest digest = sha256();
    add(digest, tenant.value());
    add(digest, rejected ? "rejected" : "");
    add(digest, state.word());
    add(digest, software.type());
    add(digest, software.version());
    add(digest, errorCode == null ? "" : errorCode);
    add(digest, errorCode == null ? "" : "failed");
    add(digest, completion.name());
    add(digest, band.leastMs() + " to " + band.mostMs());
    return ByteBuffer.wrap(digest.digest()).getLong();
  }

  private static Completion completion(OperationRow row) {
    if (row.completedAt() == null) {
      return Completion.NONE;
    }
    // as the table has them
    return row.completedAt().toEpochMilli() == row.lastActionAt().toEpochMilli()
        ? Completion.LAST_ACTION
        : Completion.OTHER;
  }

  /** With its length before it, a text cannot go on in the next. */
  private static void add(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Expected every Java to have SHA-256", e);
    }
  }
}
