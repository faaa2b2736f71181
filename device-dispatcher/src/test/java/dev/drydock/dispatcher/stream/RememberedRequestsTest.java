package dev.drydock.dispatcher.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dispatcher.core.Channel;
import dev.drydock.dispatcher.core.Content;
import dev.drydock.dispatcher.core.DockInput;
import dev.drydock.dispatcher.core.Holder;
import dev.drydock.dispatcher.core.IdempotencyKey;
import dev.drydock.dispatcher.core.Offer;
import dev.drydock.dispatcher.core.Premise;
import dev.drydock.dispatcher.core.Remembered;
import dev.drydock.dispatcher.core.Software;
import dev.drydock.dispatcher.core.Terms;
import dev.drydock.dispatcher.core.Withdrawal;
import dev.drydock.dispatcher.state.RememberedRequest;
import dev.drydock.schemas.DeviceKey;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RememberedRequestsTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Duration RETENTION = Duration.ofMinutes(700);
  private static final int REMEMBERED = 700;

  private final KeyValueStore<String, RememberedRequest> store =
      Stores.keyValueStoreBuilder(
              Stores.inMemoryKeyValueStore("remembered"),
              Serdes.String(),
              DockShards.REMEMBERED_REQUESTS)
          .withLoggingDisabled()
          .build();

  private RememberedRequests requests;

  @BeforeEach
  void open() {
    store.init(new MockProcessorContext<Void, Void>().getStateStoreContext(), store);
    requests = new RememberedRequests(store, RETENTION, RETENTION);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void shouldLeaveNoMoreThanASeventhBesidesWhatIsToBeRememberedWhenRequestsKeepComing() {
    // when
    for (int minute = 0; minute < 5 * REMEMBERED; minute++) {
      remember(minute);
    }

    // then
    assertThat(stored()).isBetween(2 * REMEMBERED, 2 * (REMEMBERED + REMEMBERED / 7 + 1));
  }

  @Test
  void shouldForgetNothingBeforeItsTimeWhenRequestsKeepComing() {
    for (int minute = 0; minute < 2 * REMEMBERED; minute++) {
      remember(minute);
      int earliest = Math.max(0, minute - REMEMBERED);

      assertThat(requests.find(device(earliest), request("other", key(earliest)), at(minute)))
          .as("request %d at minute %d", earliest, minute)
          .isNotNull();
      assertThat(requests.find(device(earliest), request("op-" + earliest, null), at(minute)))
          .as("operation %d at minute %d", earliest, minute)
          .isNotNull();
    }
  }

  @Test
  void shouldRememberAnIdLongerThanItsKeyWhenToldSo() {
    // given
    requests = new RememberedRequests(store, RETENTION, RETENTION.multipliedBy(2));
    remember(0);
    Instant later = at(REMEMBERED + 1);

    // when
    Remembered underKey = requests.find(device(0), request("other", key(0)), later);
    Remembered underId = requests.find(device(0), request("op-0", key(0)), later);

    // then
    assertThat(underKey).isNull();
    assertThat(underId).isEqualTo(new Remembered("op-0", ""));
  }

  @Test
  void shouldSweepAllThatIsOverAndNothingElseWhenOnlyAFewCome() {
    // given
    for (int n = 0; n < REMEMBERED; n++) {
      remember(n);
    }
    int later = 3 * REMEMBERED;

    // when
    int few = REMEMBERED / (RememberedRequests.SWEPT - 1) + 2; // they are looked at, too
    for (int n = 0; n < few; n++) {
      remember(later + n);
    }

    // then
    assertThat(stored()).isEqualTo(2 * few);
  }

  private void remember(int minute) {
    Holder holder =
        new Holder(
            "op-" + minute,
            1,
            at(minute),
            Channel.BRIDGE,
            null,
            false,
            false,
            Withdrawal.NONE,
            false,
            null);
    requests.remember(device(minute), key(minute), holder.operationId(), holder.admittedAt());
  }

  private static DockInput.RequestUpdate request(String operationId, IdempotencyKey key) {
    Offer offer = new Offer(new Software("firmware", "2"), Content.of(), Terms.FORCED);
    return new DockInput.RequestUpdate(operationId, offer, key, Premise.NONE);
  }

  private int stored() {
    int count = 0;
    try (var entries = store.all()) {
      for (; entries.hasNext(); entries.next()) {
        count++;
      }
    }
    return count;
  }

  /** The order of the store is not that of time. */
  private static DeviceKey device(int minute) {
    return new DeviceKey("tenant", "device-" + Integer.reverse(minute));
  }

  private static IdempotencyKey key(int minute) {
    return new IdempotencyKey("key-" + minute, "body");
  }

  private static Instant at(int minute) {
    return NOON.plus(Duration.ofMinutes(minute));
  }
}
