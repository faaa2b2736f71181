package dev.drydock.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.gateway.bed.Gateway;
import dev.drydock.gateway.bed.Gateway.Answer;
import dev.drydock.gateway.bed.GatewayExtension;
import dev.drydock.gateway.bed.TestBed;
import dev.drydock.gateway.bed.Tokens;
import dev.drydock.gateway.bed.Views;
import dev.drydock.messages.Actor;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(GatewayExtension.class)
final class SecurityIT {

  private static final String PATH = "/teamwork/devices/any/operations/none";

  private final Gateway gateway;
  private final TestBed bed;

  SecurityIT(TestBed bed, Gateway gateway) {
    this.gateway = gateway;
    this.bed = bed;
  }

  private enum BadToken {
    GARBAGE,
    EXPIRED,
    WITHOUT_EXPIRY,
    NOT_YET_VALID,
    WRONG_AUDIENCE,
    WRONG_ISSUER,
    WITHOUT_TENANT,
    TENANT_WITH_SLASH,
    WRONG_SIGNATURE,
    UNSIGNED;

    String value(Tokens tokens) {
      Date past = Date.from(Instant.now().minusSeconds(120));
      return switch (this) {
        case GARBAGE -> "garbage";
        case EXPIRED -> tokens.changed("t", c -> c.expirationTime(past));
        case WITHOUT_EXPIRY -> tokens.changed("t", c -> c.expirationTime(null));
        case NOT_YET_VALID ->
            tokens.changed("t", c -> c.notBeforeTime(Date.from(Instant.now().plusSeconds(120))));
        case WRONG_AUDIENCE -> tokens.changed("t", c -> c.audience("other"));
        case WRONG_ISSUER -> tokens.changed("t", c -> c.issuer("https://other.test"));
        case WITHOUT_TENANT -> tokens.changed("t", c -> c.claim("tid", null));
        case TENANT_WITH_SLASH -> tokens.of("a/b");
        case WRONG_SIGNATURE -> Tokens.rs256().of("t");
        case UNSIGNED -> tokens.unsigned("t");
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldAnswer401WhenTheTokenIsBad(BadToken bad) {
    // when
    Answer answer = gateway.send(with(bad.value(bed.tokens()), PATH));

    // then
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer").contains("invalid_token");
    assertThat(answer.error()).isEqualTo("InvalidAuthenticationToken/");
    assertThat(answer.header("request-id")).isNotEmpty();
  }

  @Test
  void shouldAnswer401WhenThereIsNoToken() {
    // when
    Answer answer = gateway.send(gateway.anonymous(PATH));

    // then
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
    assertThat(answer.error()).isEqualTo("InvalidAuthenticationToken/");
  }

  @Test
  void shouldAnswer401BeforeAllElseWhenThereIsNoToken() {
    // when
    Stream<Answer> answers =
        Stream.of("/nowhere", "/teamwork/devices?$top=0")
            .map(gateway::anonymous)
            .map(gateway::send);

    // then
    assertThat(answers).extracting(Answer::status).containsOnly(401);
  }

  @Test
  void shouldAnswer403AndNameTheRolesWhenAnApplicationMayOnlyRead() {
    // given
    String token = bed.tokens().of(Gateway.TENANT, "app-2", Tokens.READ);

    // when
    Answer answer =
        gateway.send(
            with(token, "/teamwork/devices/any/updateSoftware")
                .POST(HttpRequest.BodyPublishers.noBody()));

    // then
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.json().path("error").path("message").asString())
        .isEqualTo(
            "Missing role permissions on the request. API requires one of"
                + " 'TeamworkDevice.ReadWrite.All'. Roles on the request"
                + " 'TeamworkDevice.Read.All'");
  }

  @Test
  void shouldAnswer403AndNameTheScopesWhenAUserHasNone() {
    // given
    String token =
        bed.tokens().changed(Gateway.TENANT, c -> c.claim("scp", "User.Read").claim("roles", null));

    // when
    Answer answer = gateway.send(with(token, PATH));

    // then
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.error()).isEqualTo("Forbidden/");
    assertThat(answer.json().path("error").path("message").asString())
        .isEqualTo(
            "Missing scope permissions on the request. API requires one of"
                + " 'TeamworkDevice.Read.All, TeamworkDevice.ReadWrite.All'. Scopes on the request"
                + " 'User.Read'");
  }

  @Test
  void shouldLetReadersReadWhenTheyHaveEitherPermission() {
    // when
    Stream<Answer> answers =
        Stream.of(Tokens.READ, Tokens.READ_WRITE)
            .map(role -> bed.tokens().of(Gateway.TENANT, "app-3", role))
            .map(token -> gateway.send(with(token, PATH)));

    // then
    assertThat(answers).extracting(Answer::status).containsOnly(404);
  }

  @Test
  void shouldNameTheUserInTheCommandWhenTheTokenIsDelegated() {
    // given
    String deviceId = "device-" + UUID.randomUUID();
    gateway.put("/teamwork/softwareReleases/teamsClient/1.0", "{}");
    bed.dispatcher().script(deviceId, (taken, desk) -> desk.admit(taken));
    String token =
        bed.tokens()
            .changed(
                Gateway.TENANT,
                c ->
                    c.claim("scp", "openid " + Tokens.READ_WRITE)
                        .claim("roles", List.of())
                        .claim("appid", null)
                        .claim("azp", "app-azp")
                        .claim("oid", "user-1")
                        .claim("name", "Ada"));

    // when
    Answer answer =
        gateway.send(gateway.updating(deviceId).setHeader("Authorization", "Bearer " + token));

    // then
    assertThat(answer.status()).isEqualTo(202);
    assertThat(bed.dispatcher().taken(deviceId).get(0).command().getRequestedBy())
        .isEqualTo(new Actor("app-azp", "Fleet tool", "user-1", "Ada", null));
  }

  @Test
  void shouldKeepTenantsApartWhenTheyAskForTheSameDevice() {
    // given
    String deviceId = "device-" + UUID.randomUUID();
    String other = bed.tokens().of("tenant-2");
    bed.view().has(Views.device(deviceId, 1));

    // when
    Answer own = gateway.get("/teamwork/devices/" + deviceId);
    Answer foreign = gateway.send(with(other, "/teamwork/devices/" + deviceId));

    // then
    assertThat(own.status()).isEqualTo(200);
    assertThat(foreign.status()).isEqualTo(404);
  }

  @Test
  void shouldShowHealthAndMetricsWhenThereIsNoToken() {
    // when
    Stream<Integer> answers =
        Stream.of("/actuator/health/readiness", "/actuator/prometheus")
            .map(path -> URI.create(gateway.origin() + path))
            .map(uri -> gateway.send(HttpRequest.newBuilder(uri)).status());

    // then
    assertThat(answers).containsOnly(200);
  }

  @Test
  void shouldTimeRequestsUntilTheyAreAnswered() {
    // given
    gateway.get(PATH);
    gateway.send(gateway.anonymous(PATH));

    // when
    String metrics =
        gateway
            .send(HttpRequest.newBuilder(URI.create(gateway.origin() + "/actuator/prometheus")))
            .response()
            .body();

    // then
    assertThat(metrics)
        .contains(
            "http_server_requests_seconds_count{method=\"GET\",status=\"404\",uri=\"/beta/teamwork/devices/{deviceId}/operations/{operationId}\"}",
            "http_server_requests_seconds_count{method=\"GET\",status=\"401\",uri=\"UNKNOWN\"}");
  }

  private HttpRequest.Builder with(String token, String path) {
    return gateway.anonymous(path).header("Authorization", "Bearer " + token);
  }
}
