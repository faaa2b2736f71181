package dev.drydock.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.schemas.MessageHeaders;
import dev.drydock.schemas.Topic;
import dev.drydock.schemas.TopicNames;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class SkippedKindsTest {

  private final SkippedKinds skipped =
      new SkippedKinds(new TopicNames("blue."), Map.of(Topic.DEVICE_ACKS, Set.of("progress")));

  @Test
  void shouldSkipOnlyTheNamedKindOfTheNamedTopic() {
    assertThat(skipped.contains("blue.device-acks", kind("progress"))).isTrue();
    assertThat(skipped.contains("blue.device-acks", kind("succeeded"))).isFalse();
    assertThat(skipped.contains("blue.operation-status", kind("progress"))).isFalse();
    assertThat(skipped.contains("device-acks", kind("progress"))).isFalse();
  }

  @Test
  void shouldNeverSkipARecordThatDoesNotNameItsKind() {
    assertThat(skipped.contains("blue.device-acks", new RecordHeaders())).isFalse();
  }

  private static RecordHeaders kind(String kind) {
    RecordHeaders headers = new RecordHeaders();
    MessageHeaders.set(headers, MessageHeaders.KIND, kind);
    return headers;
  }
}
