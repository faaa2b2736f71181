package dev.drydock.dispatcher.ddi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dispatcher.ddi.PendingReports.Kind;
import dev.drydock.dispatcher.ddi.PendingReports.Report;
import dev.drydock.dispatcher.ddi.auth.Credential;
import dev.drydock.schemas.DeviceKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.util.unit.DataSize;

/** Which reports wait, and what becomes of them. */
final class PendingReportsTest {

  private static final Answer AWAY = Answer.unavailable("away");
  private static final Duration MAX_AGE = Duration.ofMinutes(1);

  private final List<Report> tried = new ArrayList<>();
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
    assertThat(tried).extracting(report -> report.call().body().length).containsExactly(1, 3);
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
    assertThat(tried).extracting(report -> report.call().body().length).containsExactly(1, 3);
    assertThat(dropped).hasValue(1);
    assertThat(reports.size()).isZero();
  }

  @Test
  void shouldAnswerAllWhenTheNewestFinalReportOfAnUpdateIsDurable() {
    // given
    PendingReports reports = reports(Kind.FINAL);
    CompletableFuture<Answer> first = reports.submit(report("d", 7, 1));

    // when
    CompletableFuture<Answer> next = reports.submit(report("d", 7, 2));
    attempts.get(0).complete(Answer.DONE);
    boolean isOpen = !first.isDone() && !next.isDone();
    attempts.get(1).complete(Answer.DONE);

    // then
    assertThat(isOpen).isTrue();
    assertThat(first).isCompletedWithValue(Answer.DONE);
    assertThat(next).isCompletedWithValue(Answer.DONE);
    assertThat(tried).extracting(report -> report.call().body().length).containsExactly(1, 2);
    assertThat(reports.size()).isZero();
  }

  @Test
  void shouldTryAtOnceWhenADeviceRepeatsItsFinalReport() {
    // given
    PendingReports reports = reports(Kind.FINAL);
    CompletableFuture<Answer> first = reports.submit(report("d", 7, 1));
    attempts.get(0).complete(AWAY);

    // when
    CompletableFuture<Answer> again = reports.submit(report("d", 7, 1));
    attempts.get(1).complete(Answer.DONE);

    // then
    assertThat(first).isCompletedWithValue(Answer.DONE);
    assertThat(again).isCompletedWithValue(Answer.DONE);
    assertThat(dropped).hasValue(0);
  }

  @Test
  void shouldPutAnotherUpdatesReportInItsPlace() {
    // given
    PendingReports reports = reports(Kind.FINAL);
    reports.submit(report("d", 7, 1));
    attempts.get(0).complete(AWAY);

    // when
    CompletableFuture<Answer> next = reports.submit(report("d", 8, 1));
    attempts.get(1).complete(Answer.DONE);

    // then
    assertThat(next).isCompletedWithValue(Answer.DONE);
    assertThat(reports.size()).isZero();
    assertThat(dropped).hasValue(1);
  }

  @ParameterizedTest
  @EnumSource
  void shouldDropTheOldestWhenThereIsNoRoom(Kind kind) {
    // given
    PendingReports reports = reports(kind);
    int size = 100_000;
    int most = (int) (DataSize.ofMegabytes(1).toBytes() / (size + 512));

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

  private CompletableFuture<Answer> attempt(Report report) {
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    tried.add(report);
    attempts.add(answer);
    return answer;
  }

  private static Report report(String device, int number, int size) {
    DeviceCall.Origin origin = new DeviceCall.Origin(Credential.TARGET_TOKEN, "http://edge", false, Instant.EPOCH);
    DeviceCall call =
        new DeviceCall(Call.FEEDBACK, key(device), number, "", "", origin, new byte[size]);
    return new Report(
        call,
        new DeviceEdge.Task(Load.Weight.CLOSING, dock -> true, dock -> new CompletableFuture<>()));
  }

  private static DeviceKey key(String device) {
    return new DeviceKey("acme", device);
  }
}
