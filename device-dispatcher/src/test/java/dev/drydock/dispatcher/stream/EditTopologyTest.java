package dev.drydock.dispatcher.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dispatcher.Decisions;
import dev.drydock.messages.Device;
import dev.drydock.messages.DeviceDescription;
import dev.drydock.messages.DevicePreconditions;
import dev.drydock.messages.DeviceRevision;
import dev.drydock.messages.DispatchEventKind;
import dev.drydock.messages.RefusalReason;
import dev.drydock.messages.RegisterDevice;
import dev.drydock.schemas.DeviceMembers;
import dev.drydock.schemas.Topic;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a device's record when it is edited. */
class EditTopologyTest {

  private static final DeviceDescription WHOLE =
      new DeviceDescription(
          "ipPhone", "ddi", "S", "U", List.of("m1", "m2"), "M", "Mo", "tag", "notes", "u", "Ada");
  private static final DeviceDescription NOTHING = DeviceDescription.newBuilder().build();

  private DockLog log;

  @BeforeEach
  void open(@TempDir Path stateDir) {
    log = new DockLog(stateDir);
  }

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void shouldRegisterADeviceOfWhichNothingIsSaid() {
    // when
    log.edit("d1", edit(NOTHING));

    // then
    Device device = told();
    assertThat(device.getDeviceType()).isEqualTo("unknown");
    assertThat(device.getChannel()).isEqualTo("bridge");
    assertThat(device.getNotes()).isNull();
    assertThat(device.getMacAddresses()).isNull();
  }

  @Test
  void shouldLeaveAllThatIsNotSaid() {
    // given
    log.edit("d1", new RegisterDevice(WHOLE, Map.of("firmware", "1"), List.of(), true, null));
    log.hello("d1", Map.of(), Map.of("os", "a"));
    log.read(Topic.DEVICES, Device.class);

    // when
    log.edit("d1", edit(DeviceDescription.newBuilder().setNotes("shelf 3").build()));

    // then
    Device device = told();
    assertThat(device.getNotes()).isEqualTo("shelf 3");
    assertThat(device.getDeviceType()).isEqualTo("ipPhone");
    assertThat(device.getChannel()).isEqualTo("ddi");
    assertThat(device.getSerialNumber()).isEqualTo("S");
    assertThat(device.getUniqueId()).isEqualTo("U");
    assertThat(DeviceMembers.macAddresses(device)).containsExactly("m1", "m2");
    assertThat(device.getManufacturer()).isEqualTo("M");
    assertThat(device.getModel()).isEqualTo("Mo");
    assertThat(device.getCompanyAssetTag()).isEqualTo("tag");
    assertThat(device.getCurrentUserId()).isEqualTo("u");
    assertThat(device.getCurrentUserName()).isEqualTo("Ada");
    assertThat(DeviceMembers.softwareVersions(device)).isEqualTo(Map.of("firmware", "1"));
    assertThat(DeviceMembers.attributes(device)).isEqualTo(Map.of("os", "a"));
  }

  @Test
  void shouldForgetWhatIsCleared() {
    // given
    log.edit("d1", new RegisterDevice(WHOLE, Map.of("firmware", "1"), List.of(), true, null));
    List<String> cleared =
        List.of(
            "deviceType",
            "channel",
            "serialNumber",
            "uniqueId",
            "macAddresses",
            "manufacturer",
            "model",
            "companyAssetTag",
            "notes",
            "currentUserId",
            "currentUserName",
            "softwareVersions");

    // when
    log.edit("d1", new RegisterDevice(NOTHING, Map.of(), cleared, false, null));

    // then
    Device device = told();
    assertThat(device.getDeviceType()).isEqualTo("unknown");
    assertThat(device.getChannel()).isEqualTo("ddi");
    assertThat(device.getSerialNumber()).isNull();
    assertThat(device.getUniqueId()).isNull();
    assertThat(device.getMacAddresses()).isNull();
    assertThat(device.getManufacturer()).isNull();
    assertThat(device.getModel()).isNull();
    assertThat(device.getCompanyAssetTag()).isNull();
    assertThat(device.getNotes()).isNull();
    assertThat(device.getCurrentUserId()).isNull();
    assertThat(device.getCurrentUserName()).isNull();
    assertThat(DeviceMembers.softwareVersions(device)).isEmpty();
  }

  @Test
  void shouldRefuseTheSecondOfTwoEditorsAndChangeNothing() {
    // given
    log.edit("d1", edit(WHOLE));
    Device read = told();
    DevicePreconditions asRead =
        new DevicePreconditions(
            false,
            false,
            List.of(new DeviceRevision(read.getRegisteredAt(), read.getRevision())),
            List.of());
    DeviceDescription first = DeviceDescription.newBuilder().setNotes("first").build();
    DeviceDescription second = DeviceDescription.newBuilder().setNotes("second").build();

    // when
    log.edit("d1", new RegisterDevice(first, Map.of(), List.of(), true, asRead));
    log.edit("d1", new RegisterDevice(second, Map.of(), List.of(), true, asRead));

    // then
    assertThat(refusal()).isEqualTo(RefusalReason.PRECONDITION_FAILED);
    assertThat(log.read(Topic.DEVICES, Device.class))
        .singleElement()
        .returns("first", Device::getNotes);
  }

  @Test
  void shouldRegisterNothingByARequestThatDoesNotCreate() {
    // when
    log.edit("d1", new RegisterDevice(WHOLE, Map.of(), List.of(), false, null));

    // then
    assertThat(refusal()).isEqualTo(RefusalReason.DEVICE_UNKNOWN);
    assertThat(log.raw(Topic.DEVICES)).isEmpty();
  }

  private static RegisterDevice edit(DeviceDescription said) {
    return new RegisterDevice(said, Map.of(), List.of(), true, null);
  }

  private Device told() {
    List<Device> told = log.read(Topic.DEVICES, Device.class);
    return told.get(told.size() - 1);
  }

  private String refusal() {
    return Decisions.ofKind(DispatchEventKind.EDIT_REFUSED, log.lastEvent()).getReason();
  }
}
