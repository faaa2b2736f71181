package dev.drydock.dispatcher.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SoftwareVersionsTest {

  private static final String TOO_LONG = "x".repeat(SoftwareVersions.MAX_LENGTH + 1);

  @Test
  void shouldNoteNoMoreKindsWhenThereAreEnough() {
    // given
    SoftwareVersions full = SoftwareVersions.of(kinds(SoftwareVersions.MAX_TYPES));

    // when
    SoftwareVersions more = full.with(new Software("another", "1"));

    // then
    assertThat(more).isEqualTo(full);
  }

  @Test
  void shouldStillNoteAVersionOfAKnownKindWhenThereAreEnough() {
    // given
    SoftwareVersions full = SoftwareVersions.of(kinds(SoftwareVersions.MAX_TYPES));

    // when
    SoftwareVersions changed = full.with(new Software("kind-7", "2"));

    // then
    assertThat(changed.byType()).hasSize(SoftwareVersions.MAX_TYPES).containsEntry("kind-7", "2");
  }

  @Test
  void shouldNoteNothingThatIsEmptyOrTooLong() {
    assertThat(SoftwareVersions.NONE.with(new Software("firmware", TOO_LONG)))
        .isEqualTo(SoftwareVersions.NONE);
    assertThat(SoftwareVersions.NONE.with(new Software(TOO_LONG, "1")))
        .isEqualTo(SoftwareVersions.NONE);
    assertThat(SoftwareVersions.NONE.with(new Software("firmware", "")))
        .isEqualTo(SoftwareVersions.NONE);
  }

  @Test
  void shouldRefuseAMapBeyondTheBounds() {
    assertThatThrownBy(() -> SoftwareVersions.of(kinds(SoftwareVersions.MAX_TYPES + 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at most 32 kinds");
  }

  private static Map<String, String> kinds(int count) {
    Map<String, String> kinds = new TreeMap<>();
    IntStream.range(0, count).forEach(n -> kinds.put("kind-" + n, "1"));
    return kinds;
  }
}
