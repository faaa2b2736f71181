package dev.drydock.dispatcher.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AttributesTest {

  @Test
  void shouldKeepWhatFits() {
    assertThat(Attributes.kept(Map.of("ip", "10.0.0.1")).byName())
        .isEqualTo(Map.of("ip", "10.0.0.1"));
  }

  @Test
  void shouldKeepTheFirstWhenThereAreTooMany() {
    // given
    Map<String, String> said = new TreeMap<>();
    IntStream.range(0, 80).forEach(n -> said.put("name-" + (100 + n), "1"));

    // when
    Attributes kept = Attributes.kept(said);

    // then
    assertThat(kept.byName()).hasSize(50).containsKeys("name-100", "name-149");
  }

  @Test
  void shouldCutAValueAndNeverACharacterWhenItIsTooLong() {
    // given
    String smile = "\uD83D\uDE00";

    // when
    Attributes kept = Attributes.kept(Map.of("a", "x".repeat(129), "b", "x".repeat(127) + smile));

    // then
    assertThat(kept.byName())
        .containsEntry("a", "x".repeat(128))
        .containsEntry("b", "x".repeat(127));
  }

  @Test
  void shouldLeaveOutWhatHasNoNameOrTooLongAOne() {
    assertThat(Attributes.kept(Map.of("", "1", "x".repeat(129), "1")).byName()).isEmpty();
  }
}
