package dev.drydock.gateway.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.gateway.bed.Gateway;
import dev.drydock.gateway.bed.Gateway.Answer;
import dev.drydock.gateway.bed.GatewayExtension;
import dev.drydock.gateway.bed.TestBed;
import java.net.URI;
import java.net.http.HttpRequest;
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

  /** What a browser would load or run; links may lead elsewhere. */
  private static final Pattern LOADED =
      Pattern.compile("(?i)\\bsrc=|<script|<link|<iframe|@import|url\\(|\\son[a-z]+=|\\sstyle=");

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
    "/,             text/html;charset=utf-8",
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
  @ValueSource(strings = {"/openapi.json", "/openapi.yaml", "/"})
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
  void shouldLoadNothingAndRunNothing() {
    // when
    Answer page = gateway.send(request(gateway, "/"));

    // then
    assertThat(page.response().body()).doesNotContainPattern(LOADED);
    assertThat(page.header("Content-Security-Policy"))
        .startsWith("default-src 'none'; style-src 'sha256-")
        .contains("base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'")
        .doesNotContain("unsafe", "http");
    assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
  }

  @Test
  void shouldLeadFromThePageToEachOperationAndSchema() {
    // when
    String page = gateway.send(request(gateway, "/")).response().body();

    // then
    var targets = Pattern.compile("href=\"#([^\"]+)\"").matcher(page).results().toList();
    assertThat(targets)
        .hasSizeGreaterThan(50)
        .allSatisfy(target -> assertThat(page).contains("id=\"" + target.group(1) + '"'));
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
  @ValueSource(strings = {"/openapi", "/openapi.xml", "/openapi.json/x", "/index.html", "//"})
  void shouldNotLetStrangersPastItWhenThePathIsAnother(String path) {
    // when
    Answer answer = gateway.send(request(gateway, path));

    // then
    assertThat(answer.status()).isIn(400, 401);
    assertThat(answer.json().path("error").path("code").asString("")).isNotEmpty();
  }

  private static HttpRequest.Builder request(Gateway gateway, String path) {
    return HttpRequest.newBuilder(URI.create(gateway.origin() + path));
  }
}
