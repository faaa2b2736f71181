package dev.drydock.dispatcher.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dispatcher.Decisions;
import dev.drydock.dispatcher.core.Dock;
import dev.drydock.dispatcher.core.End;
import dev.drydock.dispatcher.core.Holder;
import dev.drydock.dispatcher.core.PastUpdate;
import dev.drydock.messages.Artifact;
import dev.drydock.messages.DeadLetter;
import dev.drydock.messages.Device;
import dev.drydock.messages.DeviceAckKind;
import dev.drydock.messages.DeviceChannel;
import dev.drydock.messages.DeviceCommand;
import dev.drydock.messages.DispatchEventKind;
import dev.drydock.messages.InstallSoftware;
import dev.drydock.messages.OperationState;
import dev.drydock.messages.ReleaseContent;
import dev.drydock.schemas.DeviceMembers;
import dev.drydock.schemas.Topic;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Devices that come themselves, on the real topology. */
class DdiTopologyTest {

  private DockLog log;

  @BeforeEach
  void start(@TempDir Path directory) {
    log = new DockLog(directory);
  }

  @AfterEach
  void stop() {
    log.close();
  }

  @Test
  void shouldRegisterADeviceByItsOwnHello() {
    // when
    log.introduce("d1", DeviceChannel.DDI, Map.of("firmware", "7"), Map.of("serialNo", "42"));

    // then
    assertThat(Decisions.ofKind(DispatchEventKind.DEVICE_REGISTERED, log.lastEvent()).getCreated())
        .isTrue();
    assertThat(log.read(Topic.DEVICES, Device.class))
        .singleElement()
        .satisfies(
            device -> {
              assertThat(device.getRevision()).isEqualTo(1);
              assertThat(device.getChannel()).isEqualTo(DeviceChannel.DDI);
              assertThat(device.getDeviceType()).isEqualTo("unknown");
              assertThat(device.getRegisteredByDeviceId()).isEqualTo("d1");
              assertThat(device.getModifiedByDeviceId()).isEqualTo("d1");
              assertThat(DeviceMembers.attributes(device)).isEqualTo(Map.of("serialNo", "42"));
              assertThat(DeviceMembers.softwareVersions(device)).isEqualTo(Map.of("firmware", "7"));
              assertThat(device.getLastSeenAt()).isEqualTo(log.now());
            });
  }

  @Test
  void shouldLeaveOutVersionsOfKindsOfSoftwareThatTheContractHasNot() {
    // when
    log.introduce("d1", DeviceChannel.DDI, Map.of("firmware", "7", "toaster", "9"), Map.of());

    // then
    assertThat(log.read(Topic.DEVICES, Device.class))
        .singleElement()
        .returns(Map.of("firmware", "7"), DeviceMembers::softwareVersions);
  }

  @Test
  void shouldGiveUpAHelloWhoseChannelIsNotKnown() {
    // when
    log.introduce("d1", "satellite", Map.of("firmware", "7"), Map.of());

    // then
    assertThat(log.read(Topic.DEAD_LETTERS, DeadLetter.class))
        .singleElement()
        .returns("unknownKind", DeadLetter::getReason)
        .satisfies(letter -> assertThat(letter.getMessage()).contains("satellite"));
    assertThat(log.raw(Topic.DEVICES)).isEmpty();
  }

  @Test
  void shouldCountVersionsAloneAsADescription() {
    // when
    log.introduce("d1", DeviceChannel.DDI, Map.of("firmware", "7"), Map.of());
    log.introduce("d2", DeviceChannel.DDI, Map.of(), Map.of());
    log.hello("d2", "later", Map.of());

    // then
    assertThat(log.dock("d1").registration().described()).isTrue();
    assertThat(log.dock("d2").registration().described()).isFalse();
  }

  @Test
  void shouldTellThatADeviceIsReachedInAnotherWaySinceItComesItself() {
    // given
    log.register("d1");
    log.read(Topic.DEVICES, Device.class);

    // when
    log.introduce("d1", DeviceChannel.DDI, Map.of(), Map.of());

    // then
    assertThat(log.read(Topic.DEVICES, Device.class))
        .singleElement()
        .satisfies(
            device -> {
              assertThat(device.getChannel()).isEqualTo(DeviceChannel.DDI);
              assertThat(device.getDeviceType()).isEqualTo("teamsRoom");
              assertThat(device.getModifiedByDeviceId()).isEqualTo("d1");
            });
    log.request("d1", "op-1");
    assertThat(log.raw(Topic.DEVICE_COMMANDS)).isEmpty();
  }

  @Test
  void shouldKeepWhatTheRequestOffersAndWhatTheDeviceAnswered() {
    // given
    log.registerDdi("d1");
    Artifact artifact =
        new Artifact("http://files/2.swu", "2.swu", 7L, null, "a".repeat(40), "b".repeat(64));

    // when
    log.request("d1", "op-1", artifact);
    log.ack("d1", "op-1", DeviceAckKind.FETCHED);
    log.cancel("d1", "op-1", false);
    log.ack("d1", "op-1", DeviceAckKind.CANCEL_REFUSED);
    log.ack("d1", "op-1", DeviceAckKind.SUCCEEDED);

    // then
    Holder holder = log.dock("d1").holder();
    assertThat(holder.offer().software().version()).isEqualTo("1.0.96.22");
    assertThat(holder.offer().content().artifacts().get(0).sha1()).isEqualTo("a".repeat(40));
    assertThat(holder.delivered()).isTrue();
    assertThat(holder.cancelRequested()).isFalse();
    assertThat(holder.finalReport().name()).isEqualTo("SUCCEEDED");
    log.status("d1", "op-1", OperationState.SUCCESSFUL);
    Dock free = log.dock("d1");
    assertThat(free.holder()).isNull();
    assertThat(free.past()).extracting(PastUpdate::end).containsExactly(End.SUCCESSFUL);
    assertThat(free.registration().runs().byType()).containsEntry("teamsClient", "1.0.96.22");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldNotTakeForInstalledWhatWasDownloadedOnly(boolean isBridged) {
    // given
    if (isBridged) {
      log.register("d1");
    } else {
      log.registerDdi("d1");
    }

    // when
    log.request("d1", "op-1", ReleaseContent.newBuilder(), "downloadOnly");
    assertThat(log.lastEvent().getMode()).isEqualTo("downloadOnly");
    log.ack("d1", "op-1", DeviceAckKind.SUCCEEDED);
    log.status("d1", "op-1", OperationState.SUCCESSFUL);

    // then
    assertThat(log.dock("d1").holder()).isNull();
    assertThat(log.dock("d1").registration().runs().byType()).isEmpty();
  }

  @Test
  void shouldTellABridgeAllThatTheRequestSays() {
    // given
    log.register("d1");
    Artifact artifact =
        new Artifact("http://files/2.swu", "2.swu", 7L, "c".repeat(32), null, "b".repeat(64));

    // when
    log.request(
        "d1",
        "op-1",
        ReleaseContent.newBuilder().setArtifacts(List.of(artifact)).setPart("os"),
        "soft");

    // then
    InstallSoftware told =
        log.read(Topic.DEVICE_COMMANDS, DeviceCommand.class).get(0).getInstallSoftware();
    assertThat(told.getContent().getArtifacts()).containsExactly(artifact);
    assertThat(told.getContent().getPart()).isEqualTo("os");
    assertThat(told.getMode()).isEqualTo("soft");
  }

  @ParameterizedTest
  @CsvSource({"sometime, direct, sometime", "forced, carrierPigeon, carrierPigeon"})
  void shouldGiveUpARequestWithAModeOrADeliveryThatIsNotKnown(
      String mode, String delivery, String unknown) {
    // given
    log.registerDdi("d1");

    // when
    log.request("d1", "op-1", ReleaseContent.newBuilder().setDelivery(delivery), mode);

    // then
    assertThat(log.dock("d1").holder()).isNull();
    assertThat(log.read(Topic.DEAD_LETTERS, DeadLetter.class))
        .singleElement()
        .returns("unknownKind", DeadLetter::getReason)
        .satisfies(letter -> assertThat(letter.getMessage()).contains(unknown));
  }

  @Test
  void shouldWriteNothingWhenAnAnswerOnlyChangesWhatTheDockKeeps() {
    // given
    log.registerDdi("d1");
    log.request("d1", "op-1");
    List<?> before = List.copyOf(log.events());
    log.raw(Topic.DEVICES);

    // when
    log.ack("d1", "op-1", DeviceAckKind.FAILED);

    // then
    assertThat(log.events()).isEqualTo(before);
    assertThat(log.raw(Topic.DEVICES)).isEmpty();
    assertThat(log.raw(Topic.DEAD_LETTERS)).isEmpty();
    assertThat(log.dock("d1").holder().finalReport()).isNotNull();
  }

  @Test
  void shouldForgetWhatIsUnheardWhenTheShardLeaves(@TempDir Path directory) {
    // given
    DockLog leaving = new DockLog(directory);
    leaving.say("d1", "op-1", DeviceAckKind.SUCCEEDED);
    assertThat(leaving.pendingAcks("d1")).hasSize(1);

    // when
    leaving.close();

    // then
    assertThat(leaving.pendingAcks("d1")).isEmpty();
  }
}
