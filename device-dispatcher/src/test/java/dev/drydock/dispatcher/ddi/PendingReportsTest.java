package dev.drydock.dispatcher.ddi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dispatcher.ddi.PendingReports.Kind;
import dev.drydock.dispatcher.ddi.auth.Credential;
import dev.drydock.schemas.DeviceKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.util.unit.DataSize;

/** Which reports wait, and what becomes of them. */
final class PendingReportsTest {

  private static final Answer AWAY = Answer.unavailable("away");
  private static final Duration MAX_AGE = Duration.ofMinutes(1);

  private final List<DeviceCall> tried = new ArrayList<>();
  private final List<CompletableFuture<Answer>> attempts = new ArrayList<>();
  private final AtomicInteger dropped = new AtomicInteger();
  private final AtomicLong now = new AtomicLong();

  @ParameterizedTest
  @EnumSource
  void shouldAnswerAndForgetWhatIsDurableAtOnce(Kind kind) {
    // given
    PendingReports reports = reports(kind);

    // when
    CompletableFuture<Answer> answer = reports.submit(report("d", 7, 1));
    attempts.get(0).complete(Answer.DONE);

    // then
    assertThat(answer).isCompletedWithValue(Answer.DONE);
    assertThat(reports.size()).isZero();
    assertThat(dropped).hasValue(0);
  }

  @Test
  void shouldKeepTheNewestAndCountWhatItReplaces() {
    // given
    PendingReports reports = reports(Kind.PROGRESS);
    CompletableFuture<Answer> first = reports.submit(report("d", 7, 1));
    attempts.get(0).complete(AWAY);

    // when
    CompletableFuture<Answer> second = reports.submit(report("d", 7, 2));
    CompletableFuture<Answer> third = reports.submit(report("d", 7, 3));
    reports.retry();

    // then
    assertThat(first).isCompletedWithValue(AWAY);
    assertThat(second).isCompletedWithValue(Answer.DONE);
    assertThat(third).isCompletedWithValue(Answer.DONE);
    assertThat(dropped).hasValue(2);
    assertThat(tried).extracting(PendingReportsTest::details).containsExactly(1, 3);
  }

  @Test
  void shouldTryTheNewestWhenOneThatCameMeanwhileIsNotTried() {
    // given
    PendingReports reports = reports(Kind.PROGRESS);
    reports.submit(report("d", 7, 1));
    reports.submit(report("d", 7, 2));
    reports.submit(report("d", 7, 3));

    // when
    attempts.get(0).complete(Answer.DONE);
    attempts.get(1).complete(Answer.DONE);

    // then
    assertThat(tried).extracting(PendingReportsTest::details).containsExactly(1, 3);
    assertThat(dropped).hasValue(1);
    assertThat(reports.size()).isZero();
  }

  @ParameterizedTest
  @MethodSource("differentReports")
  void shouldWriteDifferentFinalReportsInTheOrderInWhichTheyWereReceived(DeviceCall other) {
    // given
    PendingReports reports = reports(Kind.FINAL);
    CompletableFuture<Answer> first = reports.submit(report("d", 7, 1));
    attempts.get(0).complete(AWAY);

    // when
    CompletableFuture<Answer> next = reports.submit(other);
    attempts.get(1).complete(Answer.DONE);
    boolean isOpen = !next.isDone();
    attempts.get(2).complete(Answer.DONE);

    // then
    assertThat(isOpen).isTrue();
    assertThat(first).isCompletedWithValue(Answer.DONE);
    assertThat(next).isCompletedWithValue(Answer.DONE);
    assertThat(tried).containsExactly(tried.get(0), tried.get(0), other);
    assertThat(dropped).hasValue(0);
    assertThat(reports.size()).isZero();
  }

  static Stream<DeviceCall> differentReports() {
    return Stream.of(report("d", 7, 2), report("d", 8, 1), report(Call.CANCEL_FEEDBACK, "d", 7, 1));
  }

  @Test
  void shouldAnswerTheEarlierCallAndTryAtOnceWhenADeviceRepeatsItsFinalReport() {
    // given
    PendingReports reports = reports(Kind.FINAL);
    CompletableFuture<Answer> first = reports.submit(report("d", 7, 1));
    attempts.get(0).complete(AWAY);

    // when
    CompletableFuture<Answer> again = reports.submit(report(Call.FEEDBACK, "d", 7, "x", 10));
    boolean isEarlierOpen = !first.isDone();
    attempts.get(1).complete(Answer.DONE);

    // then
    assertThat(isEarlierOpen).isFalse();
    assertThat(first.join().status()).isEqualTo(Answer.TOO_MANY);
    assertThat(again).isCompletedWithValue(Answer.DONE);
    assertThat(tried).hasSize(2);
    assertThat(dropped).hasValue(0);
  }

  @Test
  void shouldKeepTheFirstAndTheLastWhenADeviceGivesManyFinalReports() {
    // given
    PendingReports reports = reports(Kind.FINAL);
    reports.submit(report("d", 7, 1));

    // when
    IntStream.rangeClosed(2, 10).forEach(size -> reports.submit(report("d", 7, size)));
    int most = reports.size();
    for (int n = 0; n < attempts.size(); n++) {
      attempts.get(n).complete(Answer.DONE);
    }

    // then
    assertThat(most).isEqualTo(5);
    assertThat(dropped).hasValue(5);
    assertThat(tried).extracting(PendingReportsTest::details).containsExactly(1, 2, 3, 4, 10);
    assertThat(reports.size()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void shouldDropTheOldestWhenThereIsNoRoom(Kind kind) {
    // given
    PendingReports reports = reports(kind);
    int size = 100_000;
    int kept = report("d", 7, size).body().length + 512;
    int most = (int) (DataSize.ofMegabytes(1).toBytes() / kept);

    // when
    IntStream.range(0, most + 2).forEach(n -> reports.submit(report("d" + n, 7, size)));

    // then
    assertThat(reports.size()).isEqualTo(most);
    assertThat(reports.contains(key("d1"))).isFalse();
    assertThat(reports.contains(key("d2"))).isTrue();
    assertThat(dropped).hasValue(2);
  }

  @ParameterizedTest
  @EnumSource
  void shouldDropWhatIsTooOld(Kind kind) {
    // given
    PendingReports reports = reports(kind);
    reports.submit(report("d", 7, 1));
    attempts.get(0).complete(AWAY);

    // when
    now.addAndGet(MAX_AGE.toNanos() + 1);
    reports.retry();

    // then
    assertThat(reports.size()).isZero();
    assertThat(dropped).hasValue(1);
    assertThat(tried).hasSize(1);
  }

  @Test
  void shouldCountTheAgeOfTheNewest() {
    // given
    PendingReports reports = reports(Kind.PROGRESS);
    reports.submit(report("d", 7, 1));
    attempts.get(0).complete(AWAY);
    now.addAndGet(MAX_AGE.toNanos());
    reports.submit(report("d", 7, 2));

    // when
    now.addAndGet(MAX_AGE.toNanos());
    reports.retry();

    // then
    assertThat(tried).extracting(PendingReportsTest::details).containsExactly(1, 2);
  }

  private PendingReports reports(Kind kind) {
    ReportSettings settings =
        new ReportSettings(
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            DataSize.ofMegabytes(1),
            MAX_AGE);
    return new PendingReports(kind, settings, this::attempt, dropped::incrementAndGet, now::get);
  }

  private CompletableFuture<Answer> attempt(DeviceCall call) {
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    tried.add(call);
    attempts.add(answer);
    return answer;
  }

  private static DeviceCall report(String device, int number, int details) {
    return report(Call.FEEDBACK, device, number, details);
  }

  private static DeviceCall report(Call call, String device, int number, int details) {
    return report(call, device, number, "x".repeat(details), 0);
  }

  private static DeviceCall report(Call call, String device, int number, String details, int time) {
    String body =
        "{\"time\":%d,\"status\":{\"execution\":\"closed\",\"result\":{\"finished\":\"success\"},\"details\":[\"%s\"]}}"
            .formatted(time, details);
    DeviceCall.Origin origin =
        new DeviceCall.Origin(Credential.TARGET_TOKEN, "http://edge", false, Instant.EPOCH);
    return new DeviceCall(
        call, key(device), number, "", "", origin, body.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the length of what a report says, by which reports are told apart here. */
  private static int details(DeviceCall report) {
    return Feedback.read(report.body()).details().get(0).length();
  }

  private static DeviceKey key(String device) {
    return new DeviceKey("acme", device);
  }
}
