package dev.drydock.projector.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.projector.core.Resumption.Gap;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResumptionTest {

  private static final LogExtent EXTENT = new LogExtent("topic-1", 100, 200);

  @ParameterizedTest
  @CsvSource({
    "topic-1, 100, 100,",
    "topic-1, 150, 150,",
    "topic-1, 200, 200,",
    "topic-1,  99, 100, RECORDS_DELETED",
    "topic-1,   0, 100, RECORDS_DELETED",
    "topic-1, 201, 100, LOG_TRUNCATED",
    "topic-2, 150, 100, TOPIC_REPLACED",
    "topic-2, 201, 100, TOPIC_REPLACED",
    // nothing of the former topic was read: nothing of it is missing that was there
    "topic-2,   0, 100,",
  })
  void shouldReadOnWhereTheViewIsOrFromTheBeginningWhenThatIsNotThere(
      String topicId, long position, long offset, Gap gap) {
    LogPosition known = new LogPosition(topicId, position, null, Instant.EPOCH);

    assertThat(Resumption.of(known, EXTENT)).isEqualTo(new Resumption(offset, gap));
  }

  @Test
  void shouldReadFromTheBeginningWhenTheViewIsEmpty() {
    assertThat(Resumption.of(null, EXTENT)).isEqualTo(new Resumption(100, null));
  }
}
