package dev.drydock.projector.stream;

import static dev.drydock.projector.stream.Messages.REQUESTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.messages.DispatchEvent;
import dev.drydock.messages.DispatchEventKind;
import dev.drydock.messages.RefusalReason;
import dev.drydock.projector.core.Change;
import dev.drydock.projector.core.DeviceId;
import dev.drydock.projector.core.DeviceRow;
import dev.drydock.projector.core.OperationRow;
import dev.drydock.projector.core.OperationRow.Software;
import dev.drydock.projector.core.OperationState;
import dev.drydock.projector.core.RejectedRequest;
import dev.drydock.schemas.DeadLetterReason;
import dev.drydock.schemas.MessageKind;
import dev.drydock.schemas.Reading;
import dev.drydock.schemas.Topic;
import dev.drydock.view.Actor;
import dev.drydock.view.DeviceDescription;
import dev.drydock.view.OperationDetail;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageCodecTest {

  private static final Actor CALLER = new Actor("app-1", "Fleet tool", null, null, null);
  private static final DeviceId DEVICE = DeviceId.of("tenant-1", "device-1");

  @Test
  void shouldKeepAllOfAnOperationsState() {
    OperationRow row = operation(Messages.status("tenant-1", "device-1", "op-1", 2).build());

    assertThat(row)
        .isEqualTo(
            new OperationRow(
                "op-1",
                DEVICE,
                2,
                dev.drydock.projector.core.OperationState.IN_PROGRESS,
                "installing",
                new Software("teamsClient", "1.0.96.22"),
                REQUESTED,
                REQUESTED.plusMillis(2),
                REQUESTED.plusMillis(2),
                null,
                CALLER,
                new Actor(null, null, null, null, "device-1"),
                null,
                "3 of 7",
                REQUESTED.plusMillis(2).plusSeconds(3600),
                new OperationDetail(
                    "downloadOnly",
                    REQUESTED.toEpochMilli(),
                    "progress",
                    new OperationDetail.Deadlines(86_400_000, 3_600_000, 3_600_000, 600_000),
                    REQUESTED.toEpochMilli() + 2,
                    new OperationDetail.Cancellation(
                        REQUESTED.toEpochMilli(),
                        CALLER,
                        false,
                        REQUESTED.toEpochMilli() + 2,
                        "busy"),
                    null,
                    List.of("line 2"))));
  }

  @Test
  void shouldKeepALateResult() {
    OperationRow row = operation(Messages.status("tenant-1", "device-1", "op-1", 5).build());

    assertThat(detail(row).lateResult())
        .isEqualTo(
            new OperationDetail.LateResult("failed", REQUESTED.toEpochMilli() + 6, "too late"));
  }

  @Test
  void shouldLeaveOutOfTheDetailWhatCameAfterThisBuildOrNeverWas() {
    OperationRow later =
        operation(
            Messages.status("tenant-1", "device-1", "op-1", 5)
                .setWaitsFor("later")
                .setLateResult("later")
                .setCancelRequestedAt(null)
                .setLastHeardAt(null)
                .setLogLines(null)
                .build());

    assertThat(detail(later))
        .isEqualTo(
            new OperationDetail(
                "downloadOnly",
                null,
                null,
                new OperationDetail.Deadlines(86_400_000, 3_600_000, 3_600_000, 600_000),
                null,
                null,
                null,
                null));
  }

  @ParameterizedTest
  @EnumSource(OperationState.class)
  void shouldKeepEachState(OperationState state) {
    OperationRow row =
        operation(
            Messages.status("tenant-1", "device-1", "op-1", 2)
                .setState(MessageKind.camel(state))
                .build());

    assertThat(row.state()).isEqualTo(state);
  }

  @ParameterizedTest
  @ValueSource(strings = {"admitted", "cancelRequested", "later"})
  void shouldPassThePhaseThroughWhetherThisBuildKnowsItOrNot(String phase) {
    OperationRow row =
        operation(Messages.status("tenant-1", "device-1", "op-1", 2).setPhase(phase).build());

    assertThat(row.phase()).isEqualTo(phase);
  }

  @Test
  void shouldRefuseWhenTheStateCameAfterThisBuild() {
    var status = Messages.status("tenant-1", "device-1", "op-1", 2).setState("later").build();

    assertRefused(status, DeadLetterReason.UNKNOWN_KIND, "Expected a state that this build knows");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a/b", "a\0b", "\u0007"})
  void shouldRefuseWhenAnIdCannotBeStored(String id) {
    assertRefused(
        Messages.status("tenant-1", "device-1", id, 1).build(),
        DeadLetterReason.INVALID,
        "operation id");
    assertRefused(
        Messages.device("tenant-1", id, 1).build(), DeadLetterReason.INVALID, "device id");
    assertRefused(
        Messages.conflicted(id, "device-1", "op-1"), DeadLetterReason.INVALID, "tenant id");
  }

  @Test
  void shouldRefuseWhenTheRevisionIsNoneAtAll() {
    assertRefused(
        Messages.status("tenant-1", "device-1", "op-1", 0).build(),
        DeadLetterReason.INVALID,
        "Expected a revision of 1 or more");
    assertRefused(
        Messages.device("tenant-1", "device-1", -1).build(),
        DeadLetterReason.INVALID,
        "Expected a revision of 1 or more");
  }

  @Test
  void shouldReplaceNulWhenItStandsInFreeText() {
    OperationRow row =
        operation(
            Messages.status("tenant-1", "device-1", "op-1", 4)
                .setState("failed")
                .setErrorCode("deviceReportedFailure")
                .setErrorMessage("dump: \0\0")
                .setProgress("\0")
                .setLogLines("a\0")
                .build());

    assertThat(row.errorMessage()).isEqualTo("dump: \uFFFD\uFFFD");
    assertThat(row.progress()).isEqualTo("\uFFFD");
    assertThat(detail(row).logLines()).containsExactly("a\uFFFD");
  }

  @Test
  void shouldBeRejectedWhenTheDockWasHeld() {
    OperationRow row = operation(Messages.conflicted("tenant-1", "device-1", "op-1"));

    assertThat(row.errorCode()).isEqualTo("conflict");
    assertThat(row.errorMessage()).contains("op-holder");
    assertThat(row.createdAt()).isEqualTo(REQUESTED);
    assertThat(row.completedAt()).isEqualTo(REQUESTED.plusMillis(15));
    assertThat(row.createdBy()).isEqualTo(CALLER);
    assertThat(row.software()).isEqualTo(new Software("firmware", "2.0"));
  }

  @Test
  void shouldBeSuccessfulAtOnceWhenTheDeviceRunsWhatWasRequested() {
    DispatchEvent skipped =
        DispatchEvent.newBuilder(
                Messages.refused("tenant-1", "device-1", "op-1", RefusalReason.DEVICE_UNKNOWN))
            .setKind(DispatchEventKind.UPDATE_SKIPPED)
            .setReason(null)
            .build();

    OperationRow row = operation(skipped);

    assertThat(row.state()).isEqualTo(OperationState.SUCCESSFUL);
    assertThat(row.phase()).isEqualTo("alreadyInstalled");
    assertThat(row.completedAt()).isEqualTo(row.lastActionAt());
    assertThat(row.revision()).isEqualTo(1);
    assertThat(row.error()).isNull();
  }

  @Test
  void shouldTellWhatTheDeviceRunsWhenTheRequestTookAnotherVersionForGranted() {
    DispatchEvent refused =
        DispatchEvent.newBuilder(
                Messages.refused(
                    "tenant-1", "device-1", "op-1", RefusalReason.INSTALLED_VERSION_DIFFERS))
            .setInstalledVersion("2.0")
            .build();

    OperationRow row = operation(refused);

    assertThat(row.errorCode()).isEqualTo("installedVersionDiffers");
    assertThat(row.errorMessage()).contains("\"2.0\"");
    assertThat(row.revision()).isEqualTo(RejectedRequest.REVISION);
  }

  @Test
  void shouldBeRejectedWhenTheRequestWasRefused() {
    OperationRow unknownDevice =
        operation(Messages.refused("tenant-1", "device-1", "op-1", RefusalReason.DEVICE_UNKNOWN));
    OperationRow unknownReason =
        operation(Messages.refused("tenant-1", "device-1", "op-1", "later"));

    assertThat(unknownDevice.errorCode()).isEqualTo("deviceNotFound");
    assertThat(unknownReason.errorCode()).isEqualTo("refused");
  }

  @Test
  void shouldChangeNothingWhenAnEventIsOfAnotherKind() {
    assertThat(change(Messages.released("tenant-1", "device-1", "op-1"))).isEmpty();
  }

  @Test
  void shouldKeepAllOfADevice() {
    Change change = change(Messages.device("tenant-1", "device-1", 3).build()).orElseThrow();

    assertThat(change)
        .isEqualTo(
            new Change.DeviceChanged(
                new DeviceRow(
                    DEVICE,
                    3,
                    new DeviceDescription(
                        "teamsRoom",
                        "ddi",
                        "serial-3",
                        null,
                        List.of("00-11-22-33-44-55"),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null),
                    Map.of("teamsClient", "1.0.3"),
                    REQUESTED,
                    CALLER,
                    REQUESTED.plusMillis(3),
                    CALLER,
                    REQUESTED.plusSeconds(3),
                    Map.of("os", "Android 13"))));
  }

  @Test
  void shouldRemoveWhenARecordHasNoValue() {
    assertThat(MessageCodec.change(new Reading.Tombstone(Topic.OPERATION_STATUS, "op-1")))
        .isEqualTo(new Change.OperationGone("op-1"));
    assertThat(MessageCodec.change(new Reading.Tombstone(Topic.DEVICES, "tenant-1/device-1")))
        .isEqualTo(new Change.DeviceGone(DEVICE));
  }

  @Test
  void shouldRefuseWhenTheKeyOfARemovalIsNone() {
    assertThatThrownBy(() -> MessageCodec.change(new Reading.Tombstone(Topic.DEVICES, "device-1")))
        .isInstanceOfSatisfying(
            InvalidMessageException.class,
            e -> assertThat(e.reason()).isEqualTo(DeadLetterReason.WRONG_KEY));
    assertThatThrownBy(
            () -> MessageCodec.change(new Reading.Tombstone(Topic.OPERATION_STATUS, "a\0")))
        .isInstanceOfSatisfying(
            InvalidMessageException.class,
            e -> assertThat(e.reason()).isEqualTo(DeadLetterReason.WRONG_KEY));
  }

  private static void assertRefused(SpecificRecord value, DeadLetterReason reason, String words) {
    assertThatThrownBy(() -> change(value))
        .isInstanceOfSatisfying(
            InvalidMessageException.class,
            e -> {
              assertThat(e.reason()).isEqualTo(reason);
              assertThat(e.explanation()).contains(words);
            });
  }

  private static OperationRow operation(SpecificRecord value) {
    return ((Change.OperationChanged) change(value).orElseThrow()).row();
  }

  private static OperationDetail detail(OperationRow row) {
    return Objects.requireNonNull(row.detail());
  }

  private static Optional<Change> change(SpecificRecord value) {
    Topic topic = Topic.of(value.getClass());
    return MessageCodec.change(new Reading.Message(topic, topic.keyOf(value), value));
  }
}
