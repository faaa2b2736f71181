package dev.drydock.projector.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ViewChangesTest {

  private static final DeviceId DEVICE = DeviceId.of("tenant-1", "device-1");

  @Test
  void shouldKeepTheHighestRevisionWhenRevisionsComeOutOfOrder() {
    ViewChanges changes = ViewChanges.fold(List.of(changed(2), changed(4), changed(3)));

    assertThat(changes.operations().rows()).containsExactly(Rows.operation("op-1", DEVICE, 4));
    assertThat(changes.operations().gone()).isEmpty();
  }

  @Test
  void shouldPreferTheOperationWhenItsRequestWasRejectedBeforeOrAfter() {
    OperationRow admitted = Rows.operation("op-1", DEVICE, 1);

    ViewChanges before = ViewChanges.fold(List.of(changed(RejectedRequest.REVISION), changed(1)));
    ViewChanges after = ViewChanges.fold(List.of(changed(1), changed(RejectedRequest.REVISION)));

    assertThat(before.operations().rows()).containsExactly(admitted);
    assertThat(after.operations().rows()).containsExactly(admitted);
  }

  @Test
  void shouldKeepEachRevisionOnceWhenRevisionsComeOutOfOrderAndTwice() {
    ViewChanges changes =
        ViewChanges.fold(List.of(changed(2), changed(4), changed(1), changed(2), changed(3)));

    assertThat(changes.history().rows())
        .extracting(OperationRow::revision)
        .containsExactly(1, 2, 3, 4);
  }

  @Test
  void shouldKeepNoRevisionWhenARequestWasRejected() {
    assertThat(ViewChanges.fold(List.of(changed(RejectedRequest.REVISION))).history().rows())
        .isEmpty();
  }

  @Test
  void shouldKeepAThousandRevisionsAndTheFinalOneWhenThereAreMore() {
    List<Change> changes =
        List.of(
            new Change.OperationChanged(Rows.running("op-1", DEVICE, HistoryChanges.MOST)),
            new Change.OperationChanged(Rows.running("op-1", DEVICE, HistoryChanges.MOST + 1)),
            changed(HistoryChanges.MOST + 2));

    ViewChanges folded = ViewChanges.fold(changes);

    assertThat(folded.history().rows())
        .extracting(OperationRow::revision)
        .containsExactly(HistoryChanges.MOST, HistoryChanges.MOST + 2);
    assertThat(folded.operations().rows())
        .containsExactly(Rows.operation("op-1", DEVICE, HistoryChanges.MOST + 2));
  }

  @Test
  void shouldKeepTheEndAndALateResultWhenThereWereManyRevisionsBefore() {
    ViewChanges folded =
        ViewChanges.fold(
            List.of(changed(HistoryChanges.MOST + 2), changed(HistoryChanges.MOST + 3)));

    assertThat(folded.history().rows()).hasSize(HistoryChanges.MOST_FINAL);
  }

  @Test
  void shouldDeleteTheRowWhenItIsGoneAfterItsLastChange() {
    ViewChanges changes = ViewChanges.fold(List.of(changed(3), new Change.OperationGone("op-1")));

    assertThat(changes.operations().rows()).isEmpty();
    assertThat(changes.operations().gone()).containsExactly("op-1");
    assertThat(changes.history().rows()).isEmpty();
  }

  @Test
  void shouldCountFromOneAgainWhenADeviceIsRegisteredAfterItWasGone() {
    ViewChanges changes =
        ViewChanges.fold(
            List.of(
                new Change.DeviceChanged(Rows.device(DEVICE, 5)),
                new Change.DeviceGone(DEVICE),
                new Change.DeviceChanged(Rows.device(DEVICE, 1))));

    assertThat(changes.devices().gone()).containsExactly(DEVICE);
    assertThat(changes.devices().rows()).containsExactly(Rows.device(DEVICE, 1));
  }

  @Test
  void shouldKeepTenantsApartWhenTheirDevicesHaveTheSameId() {
    DeviceId other = DeviceId.of("tenant-2", "device-1");

    ViewChanges changes =
        ViewChanges.fold(
            List.of(
                new Change.DeviceChanged(Rows.device(other, 1)),
                new Change.DeviceChanged(Rows.device(DEVICE, 2))));

    assertThat(changes.devices().rows())
        .containsExactly(Rows.device(DEVICE, 2), Rows.device(other, 1));
  }

  private static Change changed(int revision) {
    return new Change.OperationChanged(Rows.operation("op-1", DEVICE, revision));
  }
}
