package dev.drydock.projector.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CompletenessTest {

  private final Completeness<String> completeness = new Completeness<>();
  private final Map<String, LogExtent> log = new HashMap<>();
  private final Map<String, LogPosition> view = new HashMap<>();

  @Test
  void shouldBeCompleteUpToNowWhenAllIsInTheView() {
    log("p", 0, 10);
    view("p", 10, 500L);

    assertThat(lookAt(1_000)).isEqualTo(1_000);
  }

  @Test
  void shouldBeCompleteUpToNowWhenThereIsNothingInTheLog() {
    log("p", 7, 7);

    assertThat(lookAt(1_000)).isEqualTo(1_000);
  }

  @Test
  void shouldBeUnknownWhenTheViewHasNothingOfAPartition() {
    log("p", 0, 10);
    log("q", 0, 10);
    view("p", 10, 500L);

    assertThat(lookAt(1_000)).isNull();
  }

  @Test
  void shouldBeCompleteUpToTheNewestRecordWhenTheViewIsFilling() {
    log("p", 0, 10);
    view("p", 5, 500L);

    assertThat(lookAt(1_000)).isEqualTo(500);
    assertThat(lookAt(2_000)).isEqualTo(500);
  }

  @Test
  void shouldBeUnknownWhenTheNewestRecordOfAViewThatIsFillingIsDatedAhead() {
    log("p", 0, 10);
    view("p", 5, 3_600_000L);

    assertThat(lookAt(1_000)).isNull();
  }

  @Test
  void shouldBeCompleteUpToTheLookWhoseEndIsReachedWhenARecordIsDatedAhead() {
    log("p", 0, 10);
    view("p", 5, 3_600_000L);
    lookAt(1_000);
    log("p", 0, 30);
    view("p", 12, 3_600_000L);

    assertThat(lookAt(2_000)).isEqualTo(1_000);
  }

  @Test
  void shouldBeCompleteUpToTheLookWhoseEndIsReachedWhenRecordsKeepComing() {
    log("p", 0, 10);
    view("p", 10, 100L);
    lookAt(1_000);
    log("p", 0, 20);
    lookAt(2_000);
    log("p", 0, 30);
    view("p", 20, 100L);

    assertThat(lookAt(3_000)).isEqualTo(2_000);
  }

  @Test
  void shouldStandStillWhenTheViewDoes() {
    log("p", 0, 10);
    view("p", 10, 100L);
    lookAt(1_000);
    log("p", 0, 20);
    for (long now = 2_000; now < 10_000; now += 1_000) {
      log("p", 0, now);
      assertThat(lookAt(now)).isEqualTo(1_000);
    }
  }

  @Test
  void shouldForgetWhatItWasWhenTheViewIsPutBack() {
    log("p", 0, 10);
    view("p", 10, 900L);
    lookAt(1_000);
    view("p", 4, 400L);

    assertThat(lookAt(2_000)).isEqualTo(400);
  }

  @Test
  void shouldForgetWhatItWasWhenTheViewIsEmptied() {
    log("p", 0, 10);
    view("p", 10, 900L);
    lookAt(1_000);
    view.clear();

    assertThat(lookAt(2_000)).isNull();

    view("p", 0, null);

    assertThat(lookAt(3_000)).isNull();
  }

  @Test
  void shouldBeUnknownWhenTheTopicIsAnother() {
    log("p", 0, 10);
    view.put("p", new LogPosition("other", 10, 900L, Instant.EPOCH));

    assertThat(lookAt(1_000)).isNull();
  }

  private @Nullable Long lookAt(long nowMs) {
    return completeness.look(nowMs, log, view);
  }

  private void log(String partition, long begin, long end) {
    log.put(partition, new LogExtent("topic", begin, end));
  }

  private void view(String partition, long next, @Nullable Long logTimeMs) {
    view.put(partition, new LogPosition("topic", next, logTimeMs, Instant.EPOCH));
  }
}
