package dev.drydock.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTenantTest {

  @Test
  void shouldTellTenantWhenTokenHasOne() {
    assertThat(TokenTenant.of(token("{\"iss\":\"i\",\"tid\":\"tenant-1\"}"))).isEqualTo("tenant-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"iss\":\"i\"}", "{\"tid\":7}", "no json"})
  void shouldRefuseWhenTokenHasNone(String claims) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TokenTenant.of(token(claims)))
        .withMessageContaining("drydock token");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "a.%.c"})
  void shouldRefuseWhenItIsNoToken(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> TokenTenant.of(text));
  }

  private static String token(String claims) {
    String encoded =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(claims.getBytes(StandardCharsets.UTF_8));
    return "e30." + encoded + ".c2ln";
  }
}
