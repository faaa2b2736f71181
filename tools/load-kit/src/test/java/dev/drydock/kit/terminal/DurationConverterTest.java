package dev.drydock.kit.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class DurationConverterTest {

  private final DurationConverter converter = new DurationConverter();

  @ParameterizedTest
  @CsvSource({
    "0, PT0S",
    "500ms, PT0.5S",
    "90s, PT90S",
    "2m, PT2M",
    "1h, PT1H",
    "1h30m, PT1H30M",
    "7d, P7D",
    "PT1H, PT1H",
    "p1d, P1D"
  })
  void shouldReadDurationWhenTypedByPerson(String text, Duration expected) {
    // when
    Duration read = converter.convert(text);

    // then
    assertThat(read).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "h", "1 h", "-1s", "1x", "PT", "99999999999999999999s"})
  void shouldSayWhatItExpectsWhenTextIsNoDuration(String text) {
    assertThatThrownBy(() -> converter.convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("expected a duration such as")
        .hasMessageContaining('"' + text + '"');
  }

  @Test
  void shouldReadAllPartsWhenAllAreGiven() {
    // when
    Duration read = converter.convert("1d2h3m4s5ms");

    // then
    assertThat(read)
        .isEqualTo(Duration.ofDays(1).plusHours(2).plusMinutes(3).plusSeconds(4).plusMillis(5));
  }
}
