package dev.drydock.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.messages.Device;
import dev.drydock.messages.DeviceChannel;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DeviceMembersTest {

  @Test
  void shouldKeepOneMemberForEachKindOfSoftwareAndLeaveOthersOut() {
    Device device = device().setFirmwareVersion("6").build();

    DeviceMembers.setSoftwareVersions(device, Map.of("teamsClient", "1.0", "toaster", "9"));

    assertThat(device.getTeamsClientVersion()).isEqualTo("1.0");
    assertThat(DeviceMembers.softwareVersions(device)).isEqualTo(Map.of("teamsClient", "1.0"));
    assertThat(DeviceMembers.isSoftwareType("toaster")).isFalse();
  }

  @Test
  void shouldKeepAttributesAsAJsonObjectInTheOrderOfTheirNames() {
    TreeMap<String, String> told = new TreeMap<>(Map.of("os", "Android \"13\"", "ip", "\u0000\n,"));

    String text = DeviceMembers.attributesText(told);

    assertThat(text).startsWith("{\"ip\":");
    assertThat(DeviceMembers.attributes(device().setAttributes(text).build())).isEqualTo(told);
    assertThat(DeviceMembers.attributesText(new TreeMap<>())).isNull();
    assertThat(DeviceMembers.attributes(device().build())).isEmpty();
  }

  @Test
  void shouldRefuseAttributesThatAreNoJsonObject() {
    assertThatThrownBy(() -> DeviceMembers.attributes(device().setAttributes("[1").build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("attributes");
  }

  @Test
  void shouldSeparateAddressesByCommas() {
    String text = DeviceMembers.macAddressesText(List.of("00-11", "00-12"));

    assertThat(text).isEqualTo("00-11,00-12");
    assertThat(DeviceMembers.macAddresses(device().setMacAddresses(text).build()))
        .containsExactly("00-11", "00-12");
    assertThat(DeviceMembers.macAddressesText(List.of())).isNull();
    assertThat(DeviceMembers.macAddresses(device().build())).isEmpty();
  }

  private static Device.Builder device() {
    return Device.newBuilder()
        .setDeviceKey("t/d")
        .setTenantId("t")
        .setDeviceId("d")
        .setRevision(1)
        .setDeviceType("teamsRoom")
        .setChannel(DeviceChannel.BRIDGE)
        .setRegisteredAt(Instant.EPOCH)
        .setModifiedAt(Instant.EPOCH)
        .setCausePartition(0);
  }
}
