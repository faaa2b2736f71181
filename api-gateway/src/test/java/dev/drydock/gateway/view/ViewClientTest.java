package dev.drydock.gateway.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.gateway.bed.ScriptedView;
import dev.drydock.gateway.bed.ScriptedView.Answer;
import dev.drydock.gateway.bed.Views;
import dev.drydock.gateway.security.TenantId;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ViewClientTest {

  private static final TenantId TENANT = new TenantId("t");
  private static final String DEVICE = "/tenants/t/devices/d";

  private final ScriptedView view = ScriptedView.start();
  private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
  private final ViewClient client = client(view.url());

  @AfterEach
  void close() {
    view.close();
    timer.shutdownNow();
  }

  @Test
  void shouldTakeWhatANewerViewSaysWhenItSaysMore() {
    // given
    String known = view.ok(Views.device("d", 3)).body();
    view.answer(DEVICE, () -> new Answer(200, known.replaceFirst("\\{", "{\"colour\":1,")));

    // when
    var device = client.device(TENANT, "d").join();

    // then
    assertThat(device).contains(Views.device("d", 3));
  }

  @Test
  void shouldFindNothingWhenTheViewSays404() {
    // when
    var device = client.device(TENANT, "d").join();

    // then
    assertThat(device).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"500,''", "200,nonsense", "204,''", "302,''"})
  void shouldFailWhenTheViewAnswersOtherwise(int status, String body) {
    // given
    view.answer(DEVICE, () -> new Answer(status, body));

    // when
    var device = client.device(TENANT, "d");

    // then
    assertUnavailable(device, Duration.ofSeconds(1));
  }

  @Test
  void shouldFailWhenTheViewTakesTooLong() {
    // given
    CountDownLatch end = new CountDownLatch(1);
    view.answer(
        DEVICE,
        () -> {
          await(end);
          return new Answer(404, "");
        });

    // when
    var device = client.device(TENANT, "d");

    // then
    assertUnavailable(device, Duration.ofSeconds(1));
    end.countDown();
  }

  @Test
  void shouldFailAtOnceWhenTheViewHasFailedOften() {
    // given
    view.answer(DEVICE, () -> new Answer(500, ""));
    for (int i = 0; i < 4; i++) {
      assertUnavailable(client.device(TENANT, "d"), Duration.ofSeconds(1));
    }

    // when
    var device = client.device(TENANT, "d");

    // then
    assertUnavailable(device, Duration.ofSeconds(7));
    assertThat(view.requests()).hasSize(4);
  }

  @Test
  void shouldGoOnAskingWhenTheViewRefusesQuestions() {
    // given
    view.answer(DEVICE, () -> new Answer(400, "{\"error\":\"Expected another\"}"));
    for (int i = 0; i < 8; i++) {
      assertThat(client.device(TENANT, "d"))
          .failsWithin(Duration.ofSeconds(10))
          .withThrowableOfType(Exception.class)
          .withCauseInstanceOf(ViewRefusedException.class);
    }

    // when
    var other = client.device(TENANT, "other").join();

    // then
    assertThat(other).isEmpty();
  }

  @Test
  void shouldFailWhenNobodyListens() {
    // when
    var device = client(URI.create("http://127.0.0.1:1")).device(TENANT, "d");

    // then
    assertUnavailable(device, Duration.ofSeconds(1));
  }

  @Test
  void shouldEncodeEveryPartOfThePath() {
    // when
    client.operation(new TenantId("t 1"), "d ü%", "o?a=b&c#").join();

    // then
    assertThat(view.requests())
        .containsExactly("/tenants/t%201/devices/d%20%C3%BC%25/operations/o%3Fa%3Db%26c%23");
  }

  private ViewClient client(URI url) {
    return ViewFixture.client(
        ViewFixture.settings(url, Duration.ofMillis(500), Duration.ofSeconds(1), 1), timer);
  }

  private static void assertUnavailable(CompletableFuture<?> answer, Duration retryAfter) {
    assertThat(answer)
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableOfType(Exception.class)
        .havingCause()
        .isInstanceOfSatisfying(
            ViewUnavailableException.class,
            away -> assertThat(away.retryAfter()).isEqualTo(retryAfter));
  }

  private static void await(CountDownLatch end) {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
