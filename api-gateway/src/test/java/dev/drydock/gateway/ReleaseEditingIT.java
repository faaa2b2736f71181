package dev.drydock.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.gateway.bed.Gateway;
import dev.drydock.gateway.bed.Gateway.Answer;
import dev.drydock.gateway.bed.GatewayExtension;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Conditions on changes of releases. */
@ExtendWith(GatewayExtension.class)
final class ReleaseEditingIT {

  private static final int EDITORS = 5;
  private static final String RECOMMENDED = "{\"recommended\":true}";

  private static final List<String> CONTENT =
      List.of("artifacts", "part", "name", "metadata", "delivery");
  private static final String WHOLE =
      """
      {"artifacts":[{"uri":"file:///releases/a.bin","fileName":"a.bin","sizeBytes":1,"sha256":"%s"}],
      "part":"bApp","name":"app","metadata":{"board":"r3"},"delivery":"proxied"}"""
          .formatted("0".repeat(64));

  private final String path = "/teamwork/softwareReleases/companyPortal/" + UUID.randomUUID();
  private final String other = path + "-other";
  private final Gateway gateway;

  ReleaseEditingIT(Gateway gateway) {
    this.gateway = gateway;
  }

  @BeforeEach
  void publish() {
    assertThat(gateway.send(putting("{}").header("If-None-Match", "*")).status()).isEqualTo(201);
  }

  @Test
  void shouldTellTheStateOfAReleaseByATag() {
    // given
    Answer read = gateway.send(request());
    String etag = read.header("ETag");

    // when
    Answer same = gateway.send(request().header("If-None-Match", etag));
    Answer back = gateway.send(putting(read.response().body()));
    Answer changed = gateway.send(putting(RECOMMENDED));

    // then
    assertThat(same.status()).isEqualTo(304);
    assertThat(back.status()).isEqualTo(200);
    assertThat(back.header("ETag")).isEqualTo(etag);
    assertThat(changed.header("ETag")).isNotEmpty().isNotEqualTo(etag);
    assertThat(gateway.send(request()).header("ETag")).isEqualTo(changed.header("ETag"));
  }

  @Test
  void shouldLeaveWhatTheBodyDoesNotName() {
    // given
    JsonNode whole = gateway.send(putting(WHOLE)).json();

    // when
    JsonNode recommended = gateway.send(putting(RECOMMENDED)).json();
    JsonNode renamed = gateway.send(putting("{\"name\":\"app 2\"}")).json();

    // then
    assertThat(recommended.path("recommended").asBoolean()).isTrue();
    for (String member : CONTENT) {
      assertThat(recommended.path(member)).as(member).isEqualTo(whole.path(member));
    }
    assertThat(renamed.path("name").asString()).isEqualTo("app 2");
    assertThat(renamed.path("recommended").asBoolean()).isTrue();
    assertThat(renamed.path("artifacts")).isEqualTo(whole.path("artifacts"));
    assertThat(gateway.send(request()).json().path("delivery").asString()).isEqualTo("proxied");
  }

  @Test
  void shouldClearWhatIsNull() {
    // given
    gateway.send(putting(WHOLE));

    // when
    JsonNode cleared =
        gateway
            .send(
                putting(
                    "{\"artifacts\":null,\"part\":null,\"name\":null,\"metadata\":null,"
                        + "\"delivery\":null}"))
            .json();

    // then
    assertThat(cleared.path("artifacts")).isEmpty();
    assertThat(cleared.path("part").isNull()).isTrue();
    assertThat(cleared.path("name").isNull()).isTrue();
    assertThat(cleared.path("metadata")).isEmpty();
    assertThat(cleared.path("delivery").asString()).isEqualTo("direct");
  }

  @Test
  void shouldNotSendDevicesToAFileThatStays() {
    // given
    gateway.send(putting(WHOLE));

    // when
    Answer direct = gateway.send(putting("{\"delivery\":\"direct\"}"));
    Answer cleared = gateway.send(putting("{\"delivery\":null}"));

    // then
    assertThat(direct.status()).isEqualTo(400);
    assertThat(direct.json().at("/error/details/0/target").asString()).isEqualTo("delivery");
    assertThat(cleared.status()).isEqualTo(400);
  }

  @Test
  void shouldRecommendAnEarlierReleaseAgain() {
    // given
    JsonNode first = gateway.send(putting(RECOMMENDED)).json();
    JsonNode second = gateway.send(putting(other, RECOMMENDED)).json();

    // when
    Answer again = gateway.send(putting(RECOMMENDED));
    Answer repeated = gateway.send(putting(RECOMMENDED));

    // then
    assertThat(second.path("recommendedDateTime").asString())
        .isGreaterThan(first.path("recommendedDateTime").asString());
    assertThat(again.json().path("recommended").asBoolean()).isTrue();
    assertThat(again.json().path("recommendedDateTime").asString())
        .isGreaterThan(second.path("recommendedDateTime").asString());
    assertThat(repeated.header("ETag")).isEqualTo(again.header("ETag"));
    assertThat(gateway.send(request(other)).json().path("recommended").asBoolean()).isFalse();
  }

  @Test
  void shouldShowThatAnotherReleaseIsRecommendedSince() {
    // given
    Answer recommended = gateway.send(putting(RECOMMENDED));
    gateway.send(putting(other, RECOMMENDED));

    // when
    Answer since = gateway.send(request().header("If-None-Match", recommended.header("ETag")));
    Answer outdated =
        gateway.send(
            putting(recommended.response().body()).header("If-Match", recommended.header("ETag")));
    Answer back = gateway.send(putting(since.response().body()));

    // then
    assertThat(since.status()).isEqualTo(200);
    assertThat(since.json().path("recommended").asBoolean()).isFalse();
    assertThat(since.json().path("recommendedDateTime"))
        .isEqualTo(recommended.json().path("recommendedDateTime"));
    assertThat(outdated.status()).isEqualTo(412);
    assertThat(back.header("ETag")).isEqualTo(since.header("ETag"));
    assertThat(gateway.send(request(other)).json().path("recommended").asBoolean()).isTrue();
  }

  @Test
  void shouldRefuseABodyOfAnotherRelease() {
    assertThat(gateway.send(putting("{\"softwareVersion\":\"other\"}")).status()).isEqualTo(400);
    assertThat(gateway.send(putting("{\"softwareType\":\"firmware\"}")).status()).isEqualTo(400);
  }

  @Test
  void shouldLetOneOfSeveralEditorsWinWhenAllHaveReadTheSame() {
    // given
    String etag = gateway.send(request()).header("ETag");

    // when
    List<CompletableFuture<Answer>> edits =
        IntStream.range(0, EDITORS)
            .mapToObj(editor -> gateway.sendLater(putting(RECOMMENDED).header("If-Match", etag)))
            .toList();
    List<Integer> answers = edits.stream().map(edit -> edit.join().status()).toList();

    // then
    assertThat(answers).containsOnlyOnce(200);
    assertThat(answers).filteredOn(status -> status == 412).hasSize(EDITORS - 1);
  }

  @Test
  void shouldWithdrawOnlyWhatIsAsItWasRead() {
    // given
    String etag = gateway.send(request()).header("ETag");

    // when
    Answer outdated = gateway.send(request().header("If-Match", "\"x\"").DELETE());
    Answer current = gateway.send(request().header("If-Match", etag).DELETE());
    Answer gone = gateway.send(request().header("If-Match", etag).DELETE());

    // then
    assertThat(outdated.status()).isEqualTo(412);
    assertThat(outdated.error()).isEqualTo("PreconditionFailed/preconditionFailed");
    assertThat(outdated.header("ETag")).isEqualTo(etag);
    assertThat(current.status()).isEqualTo(204);
    assertThat(gone.status()).isEqualTo(404);
  }

  private HttpRequest.Builder request() {
    return request(path);
  }

  /** Of a tenant of its own: the releases of others' tests stay the only ones on offer there. */
  private HttpRequest.Builder request(String path) {
    return gateway
        .anonymous(path)
        .header("Authorization", "Bearer " + gateway.tokens().of("tenant-editing"));
  }

  private HttpRequest.Builder putting(String json) {
    return putting(path, json);
  }

  private HttpRequest.Builder putting(String path, String json) {
    return request(path)
        .header("Content-Type", "application/json")
        .PUT(BodyPublishers.ofString(json));
  }
}
