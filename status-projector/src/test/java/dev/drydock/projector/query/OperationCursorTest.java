package dev.drydock.projector.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperationCursorTest {

  @Test
  void shouldBeginWithTheNewestWhenNothingIsAsked() {
    assertThat(OperationCursor.parse(null)).isEqualTo(OperationCursor.START);
  }

  @Test
  void shouldReadTimeAndIdWhenTheIdHasUnderscores() {
    assertThat(OperationCursor.parse("1795428930123_op_1 ü"))
        .isEqualTo(new OperationCursor(1795428930123L, "op_1 ü"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "1795428930123", "_op", "x_op", "1795428930123_", "9999999999999999999_op"})
  void shouldRefuseWhenTheFormIsAnother(String text) {
    assertThatThrownBy(() -> OperationCursor.parse(text))
        .isInstanceOf(BadQueryException.class)
        .hasMessageContaining("Expected \"after\"");
  }

  @Test
  void shouldRefuseWhenTheIdCannotBeOne() {
    assertThatThrownBy(() -> OperationCursor.parse("1_a/b"))
        .isInstanceOf(BadQueryException.class)
        .hasMessageContaining("operation id");
  }
}
