package dev.drydock.gateway.admission;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Mints the ids of operations: UUIDs of version 7 (RFC 9562), which tell when. Thread-safe. */
@Component
public final class OperationIds {

  private static final Pattern UUID_V7 =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
  private static final int TIME_SHIFT = 16;
  private static final long RANDOM_A_MASK = 0x0FFFL;
  private static final long VERSION_7 = 0x7000L;
  private static final long RANDOM_B_MASK = 0x3FFF_FFFF_FFFF_FFFFL;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private final SecureRandom random = new SecureRandom();
  private final Clock clock;

  OperationIds(Clock clock) {
    this.clock = clock;
  }

  String next() {
    long high = (clock.millis() << TIME_SHIFT) | VERSION_7 | (random.nextLong() & RANDOM_A_MASK);
    long low = VARIANT | (random.nextLong() & RANDOM_B_MASK);
    return new UUID(high, low).toString();
  }

  /** Returns when an id was minted; empty when it is not an id of this kind. */
  public static Optional<Instant> mintedAt(String id) {
    return UUID_V7.matcher(id).matches()
        ? Optional.of(
            Instant.ofEpochMilli(UUID.fromString(id).getMostSignificantBits() >>> TIME_SHIFT))
        : Optional.empty();
  }
}
