package dev.drydock.projector.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ViewChangesPropertiesTest {

  @Property
  void shouldGiveTheSameViewWhenABatchIsDeliveredAgain(
      @ForAll("logs") List<Change> earlier, @ForAll("logs") List<Change> batch) {
    ModelView once = new ModelView().write(earlier).write(batch);

    ModelView twice = new ModelView().write(earlier).write(batch).write(batch);

    assertThat(twice).isEqualTo(once);
  }

  @Property
  void shouldGiveTheSameViewWhenSeveralBatchesAreDeliveredAgain(
      @ForAll("logs") List<Change> log, @ForAll("seeds") long seed) {
    ModelView once = new ModelView().write(log);

    ModelView twice = new ModelView();
    split(log, new Random(seed)).forEach(twice::write);
    split(log, new Random(seed + 1)).forEach(twice::write);

    assertThat(twice).isEqualTo(once);
  }

  @Property
  void shouldGiveTheSameViewWhenRecordsAreReorderedAndDuplicated(
      @ForAll("logsWithoutRemovals") List<Change> log, @ForAll("seeds") long seed) {
    Random random = new Random(seed);
    List<Change> shuffled = new ArrayList<>(log);
    log.stream().filter(change -> random.nextBoolean()).forEach(shuffled::add);
    Collections.shuffle(shuffled, random);

    ModelView view = new ModelView().write(shuffled);

    assertThat(view).isEqualTo(new ModelView().write(log));
  }

  @Property
  void shouldGiveTheSameViewWhenALogIsSplitIntoBatches(
      @ForAll("logs") List<Change> log, @ForAll("seeds") long seed) {
    ModelView view = new ModelView();

    split(log, new Random(seed)).forEach(view::write);

    assertThat(view).isEqualTo(new ModelView().write(log));
  }

  @Property
  void shouldHaveOneRowInTheOrderOfTheKeysForEachKey(@ForAll("logs") List<Change> log) {
    ViewChanges changes = ViewChanges.fold(log);

    assertThat(changes.operations().rows())
        .extracting(OperationRow::operationId)
        .isSorted()
        .doesNotHaveDuplicates();
    assertThat(changes.devices().rows())
        .extracting(DeviceRow::id)
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Provide
  Arbitrary<List<Change>> logs() {
    return Histories.logs();
  }

  @Provide
  Arbitrary<List<Change>> logsWithoutRemovals() {
    return Histories.logsWithoutRemovals();
  }

  @Provide
  Arbitrary<Long> seeds() {
    return Arbitraries.longs();
  }

  private static List<List<Change>> split(List<Change> log, Random random) {
    List<List<Change>> batches = new ArrayList<>();
    for (int from = 0; from < log.size(); ) {
      int to = from + 1 + random.nextInt(log.size() - from);
      batches.add(log.subList(from, to));
      from = to;
    }
    return batches;
  }
}
