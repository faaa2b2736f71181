package dev.drydock.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathSegmentTest {

  @ParameterizedTest
  @CsvSource({
    "room-1.a_b, room-1.a_b",
    "a/b, a%2Fb",
    "a b, a%20b",
    "a+b, a%2Bb",
    "ü?#%, %C3%BC%3F%23%25"
  })
  void shouldEncodeWhenCharactersMeanSomethingElseInAPath(String text, String encoded) {
    assertThat(PathSegment.of(text)).isEqualTo(encoded);
  }
}
