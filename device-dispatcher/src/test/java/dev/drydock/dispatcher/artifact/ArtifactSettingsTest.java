package dev.drydock.dispatcher.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

final class ArtifactSettingsTest {

  private static final Duration TIME = Duration.ofSeconds(1);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "http://files.test",
        "files.test/",
        "*",
        "files.test:",
        "a b",
        "a_b.test",
        "-a.test"
      })
  void shouldRefuseWhatIsNoHost(String host) {
    assertThatThrownBy(() -> listing(host))
        .hasMessageContaining("drydock.dispatcher.ddi.artifacts.hosts")
        .hasMessageContaining(host);
  }

  @ParameterizedTest
  @CsvSource({
    "files.test, http://files.test/f, true",
    "files.test, https://files.test:443/f, true",
    "Files.Test, http://FILES.test/f, true",
    "files.test:8080, http://files.test:8080/f, true",
    "files.test, http://files.test:8080/f, false",
    "files.test:8080, http://files.test/f, false",
    "files.test, http://x.files.test/f, false",
    "files.test, http://user@files.test/f, true",
    "files.test, ftp://files.test/f, false",
    "10.0.0.7, http://10.0.0.7/f, true",
    "10.0.0.7, http://10.0.0.8/f, false",
    "[::1]:8080, http://[::1]:8080/f, true",
  })
  void shouldReadFromTheHostsThatAreListedOnly(String host, URI uri, boolean isListed) {
    // given
    SourceGuard guard = new SourceGuard(listing(host));

    // then
    if (isListed) {
      assertThat(catchThrowable(() -> guard.listed(uri))).isNull();
    } else {
      assertThatThrownBy(() -> guard.listed(uri)).isInstanceOf(SourceException.class);
    }
  }

  @Test
  void shouldKnowAHostWhateverTheLanguageOfTheMachine() {
    // given
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("tr"));
    try {
      SourceGuard guard = new SourceGuard(listing("FILES.TEST"));

      // then
      assertThat(catchThrowable(() -> guard.listed(URI.create("http://files.test/f")))).isNull();
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void shouldKnowATenantsOwnLimit() {
    // given
    ArtifactSettings settings =
        new ArtifactSettings(
            Set.of(),
            null,
            1,
            0,
            TIME,
            DataSize.ofBytes(7),
            Map.of("a", DataSize.ofBytes(9)),
            TIME,
            TIME);

    // then
    assertThat(settings.bytesPerSecond("a")).isEqualTo(9);
    assertThat(settings.bytesPerSecond("b")).isEqualTo(7);
    assertThat(listing("files.test").bytesPerSecond("a")).isEqualTo(Long.MAX_VALUE);
    assertThat(settings.isOn()).isFalse();
    assertThat(listing("files.test").isOn()).isTrue();
  }

  private static ArtifactSettings listing(String host) {
    return new ArtifactSettings(Set.of(host), null, 1, 0, TIME, null, Map.of(), TIME, TIME);
  }
}
