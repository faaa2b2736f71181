package dev.drydock.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.schemas.MessageHeaders;
import dev.drydock.schemas.Topic;
import dev.drydock.schemas.TopicNames;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class SkippedKindsTest {

  private final SkippedKinds skipped =
      new SkippedKinds(new TopicNames("blue."), Map.of(Topic.OPERATION_STATUS, Set.of("queued")));

  @Test
  void shouldSkipOnlyTheNamedKindOfTheNamedTopic() {
    assertThat(skipped.contains("blue.operation-status", kind("queued"))).isTrue();
    assertThat(skipped.contains("blue.operation-status", kind("failed"))).isFalse();
    assertThat(skipped.contains("blue.dispatch-events", kind("queued"))).isFalse();
    assertThat(skipped.contains("operation-status", kind("queued"))).isFalse();
  }

  @Test
  void shouldNeverSkipARecordThatDoesNotNameItsKind() {
    assertThat(skipped.contains("blue.operation-status", new RecordHeaders())).isFalse();
  }

  @Test
  void shouldRefuseToSkipWhatOthersWrite() {
    assertThatThrownBy(
            () ->
                new SkippedKinds(new TopicNames(""), Map.of(Topic.DEVICE_ACKS, Set.of("progress"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("device-acks");
  }

  private static RecordHeaders kind(String kind) {
    RecordHeaders headers = new RecordHeaders();
    MessageHeaders.set(headers, MessageHeaders.KIND, kind);
    return headers;
  }
}
