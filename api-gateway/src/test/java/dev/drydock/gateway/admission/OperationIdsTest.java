package dev.drydock.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OperationIdsTest {

  private static final Instant NOW = Instant.parse("2026-11-23T10:15:30.123Z");

  private final OperationIds ids = new OperationIds(Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void shouldTellWhenWhenItMintsAnId() {
    // when
    String id = ids.next();

    // then
    assertThat(UUID.fromString(id).version()).isEqualTo(7);
    assertThat(UUID.fromString(id).variant()).isEqualTo(2);
    assertThat(OperationIds.mintedAt(id)).contains(NOW);
  }

  @Test
  void shouldMintDifferentIdsWhenTheClockStandsStill() {
    // when
    var minted = Stream.generate(ids::next).limit(10_000).collect(Collectors.toSet());

    // then
    assertThat(minted).hasSize(10_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "0192f1f0-0000-4000-8000-000000000000",
        "0192f1f0-0000-7000-0000-000000000000",
        "0192F1F0-0000-7000-8000-000000000000",
        "0192f1f0-0000-7000-8000-00000000000"
      })
  void shouldNotTellWhenWhenAnIdIsNotOfItsKind(String id) {
    // when
    var mintedAt = OperationIds.mintedAt(id);

    // then
    assertThat(mintedAt).isEmpty();
  }
}
