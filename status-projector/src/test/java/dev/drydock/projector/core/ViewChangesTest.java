package dev.drydock.projector.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ViewChangesTest {

  private static final DeviceId DEVICE = new DeviceId("tenant-1", "device-1");

  @Test
  void shouldKeepTheHighestRevisionWhenRevisionsComeOutOfOrder() {
    ViewChanges changes = ViewChanges.fold(List.of(changed(2), changed(4), changed(3)));

    assertThat(changes.operations().rows()).containsExactly(Rows.operation("op-1", DEVICE, 4));
    assertThat(changes.operations().gone()).isEmpty();
  }

  @Test
  void shouldPreferTheOperationWhenItsRequestWasTurnedAwayBeforeOrAfter() {
    OperationRow admitted = Rows.operation("op-1", DEVICE, 1);

    ViewChanges before = ViewChanges.fold(List.of(changed(TurnedAway.REVISION), changed(1)));
    ViewChanges after = ViewChanges.fold(List.of(changed(1), changed(TurnedAway.REVISION)));

    assertThat(before.operations().rows()).containsExactly(admitted);
    assertThat(after.operations().rows()).containsExactly(admitted);
  }

  @Test
  void shouldDeleteTheRowWhenItIsGoneAfterItsLastChange() {
    ViewChanges changes = ViewChanges.fold(List.of(changed(3), new Change.OperationGone("op-1")));

    assertThat(changes.operations().rows()).isEmpty();
    assertThat(changes.operations().gone()).containsExactly("op-1");
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
    DeviceId other = new DeviceId("tenant-2", "device-1");

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
