package dev.drydock.gateway.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.gateway.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SkipTokenTest {

  /** One character in two UTF-16 units. */
  private static final String SHIP = "\uD83D\uDEA2";

  /** A control character beyond ASCII. */
  private static final String NEXT_LINE = "\u0085";

  @ParameterizedTest
  @CsvSource({"OPERATIONS, 1700000000123_op_1", "DEVICES, room 7;é", "RELEASES, firmware/1/beta"})
  void shouldReadWhatItHasWritten(SkipToken kind, String last) {
    // when
    String token = token(kind, last);

    // then
    assertThat(kind.read(token)).isEqualTo(last);
  }

  @ParameterizedTest
  @CsvSource({
    "OPERATIONS, 1234567890123456789_op",
    "OPERATIONS, -1_op",
    "OPERATIONS, _op",
    "OPERATIONS, 1_",
    "OPERATIONS, 1_a/b",
    "DEVICES, a/b",
    "RELEASES, firmware",
  })
  void shouldRefuseAPlaceThatTheViewDoesNotTake(SkipToken kind, String last) {
    assertRefused(kind, last);
  }

  @Test
  void shouldRefuseAnIdThatTheViewDoesNotTake() {
    assertRefused(SkipToken.DEVICES, SHIP.repeat(65));
    assertRefused(SkipToken.DEVICES, NEXT_LINE);
    assertRefused(SkipToken.OPERATIONS, "1_" + SHIP.repeat(65));
    assertRefused(SkipToken.OPERATIONS, "1_" + NEXT_LINE);
  }

  private static void assertRefused(SkipToken kind, String last) {
    assertThatThrownBy(() -> kind.read(token(kind, last)))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.status()).isEqualTo(400));
  }

  private static String token(SkipToken kind, String last) {
    return kind.nextLink("", 1, last).replaceAll(".*skipToken=", "");
  }
}
