package dev.drydock.gateway.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.gateway.problem.Problem;
import dev.drydock.view.Cursor;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.io.ByteArrayResource;

final class SkipTokensTest {

  private static final String SECRET = "0123456789abcdef0123456789abcdef";
  private static final Cursor PLACE = new Cursor(1_700_000_000_123L, "op_1");

  private final SkipTokens tokens = tokens(SECRET);

  @ParameterizedTest
  @CsvSource({"1700000000123, op_1", "-5, _", ", room 7;é", ", firmware/1/beta"})
  void shouldReadWhatItHasWritten(Long at, String id) {
    // given
    Cursor place = new Cursor(at, id);

    // when
    String token = tokens.write("question", place);

    // then
    assertThat(tokens.read("question", token)).isEqualTo(place);
  }

  @Test
  void shouldReadAPlaceOfADevice() {
    // given
    Cursor place = new Cursor(1_700_000_000_123L, "room_7~é", "op/1");

    // when
    String token = tokens.write("question", place);

    // then
    assertThat(tokens.read("question", token)).isEqualTo(place);
  }

  @Test
  void shouldReadWhatAnotherInstanceHasWritten() {
    // when
    String token = tokens(SECRET).write("question", PLACE);

    // then
    assertThat(tokens.read("question", token)).isEqualTo(PLACE);
  }

  @Test
  void shouldRefuseATokenOfAnotherQuestion() {
    assertRefused("another question", tokens.write("question", PLACE));
  }

  @Test
  void shouldRefuseATokenOfAnotherSecret() {
    assertRefused("question", tokens(SECRET.replace('0', 'x')).write("question", PLACE));
  }

  @Test
  void shouldRefuseATokenWhereverItWasChanged() {
    // given
    byte[] token = Base64.getUrlDecoder().decode(tokens.write("question", PLACE));

    // then
    for (int i = 0; i < token.length; i++) {
      byte[] changed = token.clone();
      changed[i] ^= 1;
      assertRefused("question", Base64.getUrlEncoder().withoutPadding().encodeToString(changed));
    }
  }

  @ParameterizedTest
  @CsvSource({"''", "!!!", "AAAA", "b3AtMQ=="})
  void shouldRefuseWhatIsNoToken(String text) {
    assertRefused("question", text);
  }

  @Test
  void shouldRefuseATokenThatIsWrittenInAnotherWay() {
    assertRefused("question", tokens.write("question", PLACE) + "=");
  }

  @Test
  void shouldSayWhatIsExpectedWhenTheSecretIsShort() {
    assertThatThrownBy(() -> tokens("short"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("drydock.gateway.paging.secret-location")
        .hasMessageContaining("32 bytes");
  }

  private void assertRefused(String question, String token) {
    assertThatThrownBy(() -> tokens.read(question, token))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.status()).isEqualTo(400));
  }

  private static SkipTokens tokens(String secret) {
    return new SkipTokens(
        new PagingSettings(new ByteArrayResource(secret.getBytes(StandardCharsets.UTF_8))));
  }
}
