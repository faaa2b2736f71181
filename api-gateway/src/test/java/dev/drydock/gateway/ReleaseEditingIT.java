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

/** Conditions on changes of releases. */
@ExtendWith(GatewayExtension.class)
final class ReleaseEditingIT {

  private static final int EDITORS = 5;
  private static final String RECOMMENDED = "{\"recommended\":true}";

  private final String path = "/teamwork/softwareReleases/companyPortal/" + UUID.randomUUID();
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

  /** Of a tenant of its own: the releases of others' tests stay the only ones on offer there. */
  private HttpRequest.Builder request() {
    return gateway
        .anonymous(path)
        .header("Authorization", "Bearer " + gateway.tokens().of("tenant-editing"));
  }

  private HttpRequest.Builder putting(String json) {
    return request().header("Content-Type", "application/json").PUT(BodyPublishers.ofString(json));
  }
}
