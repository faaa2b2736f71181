package dev.drydock.projector.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.schemas.DeviceKey;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class TenantIdTest {

  @Property
  void shouldTakeWhatTheMessagesTakeAsAnId(@ForAll @StringLength(max = 140) String text) {
    assertThat(isTenant(text)).isEqualTo(DeviceKey.isId(text));
  }

  @Test
  void shouldSayWhatIsWrongWhenATextIsNoId() {
    assertThatThrownBy(() -> new TenantId("a/b"))
        .isInstanceOf(IllegalArgumentException.class)
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
