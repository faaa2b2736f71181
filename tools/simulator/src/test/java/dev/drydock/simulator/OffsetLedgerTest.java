package dev.drydock.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class OffsetLedgerTest {

  private static final TopicPartition P0 = new TopicPartition("device-commands", 0);
  private static final TopicPartition P1 = new TopicPartition("device-commands", 1);

  private final OffsetLedger ledger = new OffsetLedger();

  @Test
  void shouldStopAtFirstOpenCommandWhenLaterOnesAreAnswered() {
    // given
    ledger.open(P0, 10);
    ledger.open(P0, 11);
    ledger.open(P0, 12);

    // when
    ledger.close(P0, 10);
    ledger.close(P0, 12);

    // then
    assertThat(ledger.committable()).isEqualTo(offset(P0, 11));
    assertThat(ledger.openCount()).isEqualTo(1);
  }

  @Test
  void shouldGoPastEverythingWhenAllIsAnswered() {
    // given
    ledger.open(P0, 10);
    ledger.pass(P0, 11);

    // when
    ledger.close(P0, 10);

    // then
    assertThat(ledger.committable()).isEqualTo(offset(P0, 12));
  }

  @Test
  void shouldOfferNothingWhenItIsCommittedAlready() {
    // given
    ledger.pass(P0, 4);
    ledger.committed(ledger.committable());

    // then
    assertThat(ledger.committable()).isEmpty();
  }

  @Test
  void shouldKeepPartitionsApartWhenOneIsForgotten() {
    // given
    ledger.open(P0, 1);
    ledger.pass(P1, 7);

    // when
    ledger.forget(P0);
    ledger.close(P0, 1);

    // then
    assertThat(ledger.committable()).isEqualTo(offset(P1, 8));
    assertThat(ledger.openCount()).isZero();
  }

  private static Map<TopicPartition, OffsetAndMetadata> offset(TopicPartition p, long offset) {
    return Map.of(p, new OffsetAndMetadata(offset));
  }
}
