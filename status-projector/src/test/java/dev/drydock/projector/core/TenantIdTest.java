package dev.drydock.projector.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.schemas.DeviceKey;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class TenantIdTest {

  @Property
  void shouldTakeWhatTheMessagesTakeAsAnId(@ForAll @StringLength(max = 140) String text) {
    assertThat(isTenant(text)).isEqualTo(DeviceKey.isId(text));
  }

  @ParameterizedTest
  @CsvFileSource(
      files = "../schemas/src/test/resources/ids.csv",
      numLinesToSkip = 1,
      delimiter = '|')
  void shouldKeepToTheRuleForIds(String encoded, boolean isTaken) {
    assertThat(isSegmentOfTenant(encoded)).isEqualTo(isTaken);
  }

  private static boolean isSegmentOfTenant(String encoded) {
    try {
      return isTenant(URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return false; // it is no encoding at all
    }
  }

  @Test
  void shouldSayWhatIsWrongWhenATextIsNoId() {
    assertThatThrownBy(() -> new TenantId("a/b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(DeviceKey.ID_RULE)
        .hasMessageContaining("\"a/b\"");
    assertThat(isTenant("x".repeat(DeviceKey.MAX_ID_LENGTH))).isTrue();
    assertThat(isTenant("x".repeat(DeviceKey.MAX_ID_LENGTH + 1))).isFalse();
  }

  private static boolean isTenant(String text) {
    try {
      return new TenantId(text).value().equals(text);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
