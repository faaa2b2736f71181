package dev.drydock.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.schemas.DeviceKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceSelectionTest {

  private final DeviceSelection range = new DeviceSelection("t1", "device-", 20);

  @ParameterizedTest
  @ValueSource(strings = {"t1/device-1", "t1/device-9", "t1/device-20"})
  void shouldPlayDeviceWhenInRange(String key) {
    assertThat(range.includes(key)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "t2/device-1", "t1/device-0", "t1/device-21", "t1/device-01", "t1/device-+1",
        "t1/device-", "t1/device-1x", "t1/room-1", "t1/device-99999999999", "device-1"
      })
  void shouldLeaveDeviceWhenOutsideRange(String key) {
    assertThat(range.includes(key)).isFalse();
  }

  @Test
  void shouldPlayEveryDeviceWhenNoCountIsGiven() {
    // given
    DeviceSelection all = DeviceSelection.all(null);
    DeviceSelection ofTenant = DeviceSelection.all("t1");

    // then
    assertThat(all.includes("t2/anything")).isTrue();
    assertThat(ofTenant.includes("t1/anything")).isTrue();
    assertThat(ofTenant.includes("t2/anything")).isFalse();
  }

  @Test
  void shouldRefuseWhenCountIsZero() {
    assertThatThrownBy(() -> new DeviceSelection(null, "d", 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 or more");
  }

  @Test
  void shouldListItsDevicesWhenTheyAreNumberedAndOfOneTenant() {
    // given
    DeviceSelection three = new DeviceSelection("t1", "d", 3);

    // then
    assertThat(three.isListed()).isTrue();
    assertThat(three.list())
        .containsExactly(
            new DeviceKey("t1", "d1"), new DeviceKey("t1", "d2"), new DeviceKey("t1", "d3"));
    assertThat(new DeviceSelection(null, "d", 3).isListed()).isFalse();
    assertThat(DeviceSelection.all("t1").isListed()).isFalse();
  }
}
