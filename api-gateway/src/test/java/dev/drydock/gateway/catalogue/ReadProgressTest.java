package dev.drydock.gateway.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ReadProgressTest {

  private final ReadProgress progress = new ReadProgress();

  @Test
  void shouldTellTheWaiterWhenTheRecordIsRead() {
    // given
    var read = progress.read(5);

    // when
    progress.reached(6);

    // then
    assertThat(read).isCompleted();
  }

  @Test
  void shouldLetTheWaiterWaitWhenOnlyEarlierRecordsAreRead() {
    // given
    var read = progress.read(5);

    // when
    progress.reached(5);

    // then
    assertThat(read).isNotCompleted();
  }

  @Test
  void shouldTellTheWaiterAtOnceWhenTheRecordWasReadBefore() {
    // given
    progress.reached(9);

    // when
    var read = progress.read(5);

    // then
    assertThat(read).isCompleted();
  }
}
