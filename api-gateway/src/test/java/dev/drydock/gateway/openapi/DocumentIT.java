package dev.drydock.gateway.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.gateway.bed.Gateway;
import dev.drydock.gateway.bed.Gateway.Answer;
import dev.drydock.gateway.bed.GatewayExtension;
import dev.drydock.gateway.bed.TestBed;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Document and page are there for everybody, and name the base that their reader used. */
@ExtendWith(GatewayExtension.class)
final class DocumentIT {

  /** What a page names beside itself. */
  private static final Pattern NAMED = Pattern.compile("(?:src|href)=\"([^\"]+)\"");

  private final TestBed bed;
  private final Gateway gateway;

  DocumentIT(TestBed bed, Gateway gateway) {
    this.bed = bed;
    this.gateway = gateway;
  }

  @ParameterizedTest
  @CsvSource({
    "/openapi.json, application/json",
    "/openapi.yaml, application/yaml",
  })
  void shouldShowItToEverybodyWithTheBaseThatTheyUsed(String path, String type) {
    // when
    Answer answer = gateway.send(request(gateway, path));

    // then
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo(type);
    assertThat(answer.header("request-id")).isNotEmpty();
    assertThat(answer.response().headers().allValues("Cache-Control"))
        .containsExactly("private, no-cache");
    assertThat(answer.response().body())
        .contains(gateway.base() + "/teamwork/devices/room-17/operations/")
        .doesNotContain(ApiDocument.BASE);
  }

  @Test
  void shouldNameTheBaseAsServer() {
    // when
    JsonNode document = gateway.send(request(gateway, "/openapi.json")).json();

    // then
    assertThat(document.path("openapi").asString("")).startsWith("3.1.");
    assertThat(document.path("servers")).hasSize(1);
    assertThat(document.at("/servers/0/url").asString("")).isEqualTo(gateway.base());
  }

  @Test
  void shouldNameThePublicUrlWhenItIsSet() {
    // given
    try (Gateway behindProxy =
        bed.gateway(Map.of("drydock.gateway.public-url", "https://updates.example/drydock/"))) {

      // when
      JsonNode document = behindProxy.send(request(behindProxy, "/openapi.json")).json();

      // then
      assertThat(document.at("/servers/0/url").asString(""))
          .isEqualTo("https://updates.example/drydock/beta");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/openapi.json", "/openapi.yaml", "/", "/api-page/swagger-ui-bundle.js"})
  void shouldNotSendItAgainWhenItIsAsBefore(String path) {
    // given
    String etag = gateway.send(request(gateway, path)).header("ETag");

    // when
    Answer again = gateway.send(request(gateway, path).header("If-None-Match", etag));
    Answer other = gateway.send(request(gateway, path).header("If-None-Match", "\"other\""));

    // then
    assertThat(etag).matches("\"[0-9a-f]+\"");
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.response().body()).isEmpty();
    assertThat(other.status()).isEqualTo(200);
  }

  @Test
  void shouldServeThePageAndAllItLoadsWithoutAToken() {
    // when
    Answer page = gateway.send(request(gateway, "/"));
    List<String> named =
        NAMED.matcher(page.response().body()).results().map(found -> found.group(1)).toList();

    // then
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Type")).isEqualTo("text/html;charset=utf-8");
    assertThat(named)
        .containsExactlyInAnyOrder(
            "api-page/swagger-ui.css",
            "openapi.yaml",
            "api-page/swagger-ui-bundle.js",
            "api-page/initializer.js")
        .allSatisfy(
            path -> {
              Answer part = gateway.send(request(gateway, '/' + path));
              assertThat(part.status()).isEqualTo(200);
              assertThat(part.header("X-Content-Type-Options")).isEqualTo("nosniff");
              assertThat(part.header("Content-Type"))
                  .isEqualTo(
                      path.endsWith(".js")
                          ? "text/javascript;charset=utf-8"
                          : path.endsWith(".css") ? "text/css;charset=utf-8" : "application/yaml");
            });
  }

  @Test
  void shouldLetThePageRunAndLoadNothingButItsOwnFiles() {
    // when
    Answer page = gateway.send(request(gateway, "/"));
    String initializer =
        gateway.send(request(gateway, "/api-page/initializer.js")).response().body();

    // then
    assertThat(page.header("Content-Security-Policy"))
        .startsWith("default-src 'none'; script-src 'self'; style-src 'self'; ")
        .contains("base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'")
        .doesNotContain("unsafe", "http");
    assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(page.response().body())
        .doesNotContain("//")
        .doesNotContainPattern("<script>|<style|\\son[a-z]+=|\\sstyle=");
    assertThat(initializer)
        .contains("url: 'openapi.json'", "validatorUrl: null")
        .doesNotContain("http", "'//");
  }

  @Test
  void shouldAnswer405WhenItIsPostedTo() {
    // when
    Answer answer = gateway.send(request(gateway, "/").POST(HttpRequest.BodyPublishers.noBody()));

    // then
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.error()).isEqualTo("MethodNotAllowed/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/openapi", "/openapi.xml", "/openapi.json/x", "/index.html", "//", "/api-page"})
  void shouldNotLetStrangersPastItWhenThePathIsAnother(String path) {
    // when
    Answer answer = gateway.send(request(gateway, path));

    // then
    assertThat(answer.status()).isIn(400, 401);
    assertThat(answer.json().path("error").path("code").asString("")).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api-page/index.html", "/api-page/swagger-initializer.js"})
  void shouldServeNoOtherFileOfSwaggerUi(String path) {
    assertThat(gateway.send(request(gateway, path)).status()).isEqualTo(404);
  }

  private static HttpRequest.Builder request(Gateway gateway, String path) {
    return HttpRequest.newBuilder(URI.create(gateway.origin() + path));
  }
}
