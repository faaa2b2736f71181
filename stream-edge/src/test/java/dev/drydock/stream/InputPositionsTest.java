package dev.drydock.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InputPositionsTest {

  private static final String COMMANDS = "update-commands";
  private static final String ACKS = "device-acks";
  private static final Uuid ID = new Uuid(7, 9);

  private final KeyValueStore<String, Position> store =
      Stores.keyValueStoreBuilder(
              Stores.inMemoryKeyValueStore(InputPositions.STORE), Serdes.String(), Position.serde())
          .withLoggingDisabled()
          .build();

  private InputPositions positions;

  @BeforeEach
  void open() {
    store.init(new MockProcessorContext<Void, Void>().getStateStoreContext(), store);
    positions = new InputPositions(store);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void shouldFollowTheGroupAndRememberThatWhenNothingIsKnown() {
    // when
    Beginning beginning = positions.begin(COMMANDS, ID, 40L, StartAt.POSITION);

    // then
    assertThat(beginning).isEqualTo(new Beginning.AtGroup());
    assertThat(store.get(COMMANDS)).isEqualTo(new Position(ID, 40));
    assertThat(positions.isHandled(COMMANDS, 39)).isTrue();
    assertThat(positions.isHandled(COMMANDS, 40)).isFalse();
  }

  @Test
  void shouldBeginAtTheBeginningWhenNeitherShardNorGroupKnowsAnything() {
    // when
    positions.begin(COMMANDS, ID, null, StartAt.POSITION);

    // then
    assertThat(positions.isHandled(COMMANDS, 0)).isFalse();
  }

  @Test
  void shouldHandleNothingTwiceWhenTheGroupWasPutBack() {
    // given
    store.put(COMMANDS, new Position(ID, 100));

    // when
    Beginning beginning = positions.begin(COMMANDS, ID, 3L, StartAt.POSITION);

    // then
    assertThat(beginning).isEqualTo(new Beginning.At(100, 3));
    assertThat(((Beginning.At) beginning).isBackward()).isTrue();
    assertThat(positions.isHandled(COMMANDS, 99)).isTrue();
    assertThat(positions.isHandled(COMMANDS, 100)).isFalse();
  }

  @Test
  void shouldGoBackToThePositionWhenTheGroupWasPutForward() {
    // given
    store.put(COMMANDS, new Position(ID, 100));

    // when
    Beginning beginning = positions.begin(COMMANDS, ID, 150L, StartAt.POSITION);

    // then
    assertThat(beginning).isEqualTo(new Beginning.At(100, 150));
    assertThat(((Beginning.At) beginning).isBackward()).isFalse();
    assertThat(positions.isClaimedByGroup(COMMANDS, 149)).isTrue();
    assertThat(positions.isClaimedByGroup(COMMANDS, 150)).isFalse();
  }

  @Test
  void shouldNotTakeATopicForTheOneThatItReplaces() {
    // given
    store.put(COMMANDS, new Position(ID, 100));

    // when
    Beginning beginning = positions.begin(COMMANDS, new Uuid(1, 2), 0L, StartAt.POSITION);

    // then
    assertThat(beginning).isEqualTo(new Beginning.OtherTopic(new Position(ID, 100)));
  }

  @Test
  void shouldBeginWithATopicThatWasMadeAnewWhenNothingOfTheOldOneWasHandled() {
    // given
    store.put(COMMANDS, new Position(ID, 0));
    Uuid other = new Uuid(1, 2);

    // when
    Beginning beginning = positions.begin(COMMANDS, other, 5L, StartAt.POSITION);
    positions.handled(COMMANDS, 0, true);

    // then
    assertThat(beginning).isEqualTo(new Beginning.At(0, 5));
    assertThat(store.get(COMMANDS)).isEqualTo(new Position(other, 1));
  }

  @Test
  void shouldFollowTheGroupWhateverIsKnownWhenToldSo() {
    // given
    store.put(COMMANDS, new Position(ID, 100));
    Uuid other = new Uuid(1, 2);

    // when
    Beginning beginning = positions.begin(COMMANDS, other, 3L, StartAt.GROUP);

    // then
    assertThat(beginning).isEqualTo(new Beginning.AtGroup());
    assertThat(store.get(COMMANDS)).isEqualTo(new Position(other, 3));
    assertThat(positions.isHandled(COMMANDS, 3)).isFalse();
  }

  @Test
  void shouldStoreThePositionsOfAllInputsWhenARecordHadAnEffect() {
    // given
    positions.begin(COMMANDS, ID, 0L, StartAt.POSITION);
    positions.begin(ACKS, ID, 0L, StartAt.POSITION);

    // when
    positions.handled(ACKS, 5, false);
    Position before = store.get(ACKS);
    positions.handled(COMMANDS, 7, true);

    // then
    assertThat(before).isEqualTo(new Position(ID, 0));
    assertThat(store.get(ACKS)).isEqualTo(new Position(ID, 6));
    assertThat(store.get(COMMANDS)).isEqualTo(new Position(ID, 8));
  }

  @Test
  void shouldStoreThePositionWhenManyRecordsHadNoEffect() {
    // given
    positions.begin(ACKS, ID, 0L, StartAt.POSITION);

    // when
    for (int offset = 0; offset < InputPositions.MOST_UNSAVED; offset++) {
      positions.handled(ACKS, offset, false);
    }

    // then
    assertThat(store.get(ACKS)).isEqualTo(new Position(ID, InputPositions.MOST_UNSAVED));
  }
}
