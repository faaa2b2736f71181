package dev.drydock.projector.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

class FirstAssignmentTest {

  private static final String BINDING = "project-in-0";

  private final List<TopicPartition> revoked = new ArrayList<>();
  private final FirstAssignment assignment = new FirstAssignment(reader -> {}, revoked::addAll);
  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");

  @Test
  void shouldBeDownUntilTheConsumerHasItsPlace() {
    assertThat(assignment.health().getStatus()).isEqualTo(Status.DOWN);
  }

  @Test
  void shouldBeUpWhenThereIsNoPartitionLeft() {
    assignment.onPartitionsAssigned(BINDING, consumer, List.of(), true);

    assertThat(assignment.health().getStatus()).isEqualTo(Status.UP);
  }

  @Test
  void shouldStayUpWhenPartitionsAreLost() {
    List<TopicPartition> partitions = List.of(new TopicPartition("operation-status", 0));
    assignment.onPartitionsAssigned(BINDING, consumer, partitions, true);

    assignment.onPartitionsRevokedAfterCommit(BINDING, consumer, partitions);

    assertThat(revoked).isEqualTo(partitions);
    assertThat(assignment.health().getStatus()).isEqualTo(Status.UP);
  }
}
