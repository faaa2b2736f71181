package dev.drydock.operation.stream;

import static dev.drydock.operation.stream.Messages.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadlineIndexTest {

  private OperationLog log;
  private int scans;
  private DeadlineIndex index;

  @BeforeEach
  void open(@TempDir Path directory) {
    log = new OperationLog(directory);
    index = new DeadlineIndex(counting(log.store(OperationShards.DEADLINES)));
  }

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void shouldNotLookIntoTheStoreBeforeTheNextEntryIsDue() {
    // given
    index.add(entry(10));
    index.add(entry(20));
    assertThat(index.takeDue(second(10), 5)).containsExactly(entry(10));
    int before = scans;

    // when
    for (int n = 0; n < 1_000; n++) {
      index.takeDue(second(19), 5);
    }

    // then
    assertThat(scans).isEqualTo(before);
    assertThat(index.takeDue(second(20), 5)).containsExactly(entry(20));
  }

  @Test
  void shouldFindWhatWasAddedBeforeTheEntryThatComesNext() {
    // given
    index.add(entry(20));
    index.takeDue(second(1), 5);

    // when
    index.add(entry(10));

    // then
    assertThat(index.takeDue(second(10), 5)).containsExactly(entry(10));
  }

  @Test
  void shouldFindWhatIsAddedAfterAllWasTaken() {
    // given
    index.add(entry(10));
    index.takeDue(second(10), 5);
    index.takeDue(second(10), 5);

    // when
    index.add(entry(10));

    // then
    assertThat(index.takeDue(second(10), 5)).containsExactly(entry(10));
  }

  @Test
  void shouldTakeNothingWhenTheClockIsSetBack() {
    // given
    index.takeDue(second(3_600), 5);
    index.add(entry(10));

    // when
    List<DeadlineIndex.Entry> due = index.takeDue(second(9), 5);

    // then
    assertThat(due).isEmpty();
    assertThat(index.takeDue(second(10), 5)).containsExactly(entry(10));
  }

  /** Beside a list that is searched from end to end. */
  @Test
  void shouldTakeTheSameAsAPlainList() {
    Random random = new Random(7);
    TreeSet<Integer> plain = new TreeSet<>();
    for (int step = 0; step < 5_000; step++) {
      int second = random.nextInt(500);
      if (random.nextBoolean()) {
        plain.add(second);
        index.add(entry(second));
      } else if (random.nextInt(3) == 0) {
        plain.remove(second);
        index.remove(entry(second));
      } else {
        List<DeadlineIndex.Entry> expected = new ArrayList<>();
        while (expected.size() < 4 && !plain.isEmpty() && plain.first() <= second) {
          expected.add(entry(plain.pollFirst()));
        }
        assertThat(index.takeDue(second(second), 4)).isEqualTo(expected);
      }
    }
  }

  @SuppressWarnings("unchecked")
  private KeyValueStore<Bytes, byte[]> counting(KeyValueStore<Bytes, byte[]> store) {
    return (KeyValueStore<Bytes, byte[]>)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {KeyValueStore.class},
            (proxy, method, arguments) -> {
              scans += method.getName().equals("range") ? 1 : 0;
              try {
                return method.invoke(store, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static DeadlineIndex.Entry entry(int second) {
    return new DeadlineIndex.Entry(second(second), DeadlineIndex.Subject.OPERATION, "op-" + second);
  }

  private static Instant second(int n) {
    return NOON.plusSeconds(n);
  }
}
