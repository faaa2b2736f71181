package dev.drydock.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ThreadClientsTest {

  private static final TopicPartition INPUT = new TopicPartition("update-commands", 3);
  private static final TopicPartition OTHER = new TopicPartition("update-commands", 4);

  private final InputWatch watch = new InputWatch(new SimpleMeterRegistry());

  @Test
  void shouldFollowTheGroupOnceForEachInput() {
    // given
    ThreadClients clients = new ThreadClients(watch, StartAt.GROUP);

    // when
    StartAt first = clients.start(INPUT);
    clients.commits();

    // then
    assertThat(first).isEqualTo(StartAt.GROUP);
    assertThat(clients.start(INPUT)).isEqualTo(StartAt.POSITION);
    assertThat(clients.start(OTHER)).isEqualTo(StartAt.GROUP);
  }

  @Test
  void shouldFollowTheGroupAgainWhenThatWasNotCommitted() {
    // given
    ThreadClients clients = new ThreadClients(watch, StartAt.GROUP);
    clients.start(INPUT);

    // when
    CompletableFuture.runAsync(clients::commits).join();

    // then
    assertThat(clients.start(INPUT)).isEqualTo(StartAt.GROUP);
  }

  @Test
  void shouldBeginAtThePositionUnlessToldOtherwise() {
    // given
    ThreadClients clients = new ThreadClients(watch, StartAt.POSITION);

    // when / then
    assertThat(clients.start(INPUT)).isEqualTo(StartAt.POSITION);
  }
}
