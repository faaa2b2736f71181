package dev.drydock.projector.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.projector.core.OperationKind.Completion;
import dev.drydock.projector.core.OperationRow.Software;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperationKindTest {

  private static final DeviceId DEVICE = DeviceId.of("tenant-1", "device-1");
  private static final OperationKind KIND = kind("firmware", "2", null);

  @Test
  void shouldBeOfOneKindWhenOnlyDeviceAndTimeAreOthers() {
    OperationKind one = OperationKind.of(Rows.operation("op-1", DEVICE, 2));
    OperationKind other =
        OperationKind.of(Rows.operation("op-2", DeviceId.of("tenant-1", "device-2"), 3));

    assertThat(one).isEqualTo(other);
    assertThat(one.id()).isEqualTo(other.id());
    assertThat(one.completion()).isEqualTo(Completion.NONE);
    assertThat(OperationKind.of(Rows.operation("op-1", DEVICE, 4)).completion())
        .isEqualTo(Completion.LAST_ACTION);
    assertThat(OperationKind.of(Rows.operation("op-1", DEVICE, 0)).rejected()).isTrue();
  }

  @Test
  void shouldHaveItsOwnNumberWhenAnythingIsOther() {
    assertThat(
            List.of(
                KIND,
                kind("firmwar", "e2", null),
                kind("firmware", "2", ""),
                kind("firmware", "2", "failed"),
                kind("firmware", "2e", null)))
        .extracting(OperationKind::id)
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 14_399_999, 14_400_000, 172_799_999, 172_800_000, 1_382_399_999})
  void shouldLieBetweenTheBoundsOfItsSpan(long ms) {
    DurationBand span = DurationBand.of(Duration.ofMillis(ms));

    assertThat(span.leastMs()).isLessThanOrEqualTo(ms);
    assertThat(span.mostMs()).isGreaterThanOrEqualTo(ms);
    assertThat(span).isNotEqualTo(DurationBand.UNBOUNDED);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 1_382_400_000, Long.MIN_VALUE, Long.MAX_VALUE})
  void shouldHaveNoBoundsWhenTheTimeBetweenIsStrange(long ms) {
    assertThat(DurationBand.of(Duration.ofMillis(ms))).isEqualTo(DurationBand.UNBOUNDED);
  }

  private static OperationKind kind(String type, String version, @Nullable String errorCode) {
    return new OperationKind(
        DEVICE.tenant(),
        false,
        OperationState.FAILED,
        new Software(type, version),
        errorCode,
        Completion.LAST_ACTION,
        DurationBand.UNBOUNDED);
  }
}
