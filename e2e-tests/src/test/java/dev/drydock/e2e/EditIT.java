package dev.drydock.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Edits of devices, also of some that are being updated. */
@ExtendWith(SharedInstallation.class)
class EditIT {

  private static final int EDITORS = 6;

  private final GraphClient caller;
  private final DdiDevice device;

  EditIT(Installation drydock) {
    caller = drydock.caller("contoso");
    device = drydock.knownDdiDevice(caller);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "PATCH"})
  void shouldOfferTheNextUpdateWhenOnlyTheNotesWereEdited(String method) {
    // when
    Answer edited = caller.edit(method, device.id(), "{\"notes\":\"shelf 3\"}", "");

    // then
    assertThat(edited.status()).isEqualTo(200);
    assertThat(edited.member("/channel")).isEqualTo("ddi");
    assertThat(edited.member("/notes")).isEqualTo("shelf 3");
    succeed(caller.accepted(device.id(), Release.TEAMS));
  }

  @Test
  void shouldGoOnWithAnUpdateWhenTheDeviceIsEditedMeanwhile() {
    // given
    Answer accepted = caller.accepted(device.id(), Release.TEAMS);
    int number = device.fetched(accepted);

    // when
    Answer edited = caller.edit("PUT", device.id(), "{\"companyAssetTag\":\"A-1\"}", "");

    // then
    assertThat(edited.member("/channel")).isEqualTo("ddi");
    assertThat(device.awaitUpdate(accepted)).isEqualTo(number);
    assertThat(device.succeed(number).status()).isEqualTo(200);
    assertThat(caller.awaitEnd(accepted.location()).member("/status")).isEqualTo("successful");
    assertThat(caller.get(caller.device(device.id())).member("/companyAssetTag")).isEqualTo("A-1");
  }

  @Test
  void shouldChangeNothingWhenWhatWasReadIsPutBack() {
    // given
    caller.edit(
        "PATCH",
        device.id(),
        """
        {"hardwareDetail":{"serialNumber":"S","macAddresses":["m1","m2"]},
         "currentUser":{"id":"u","displayName":"Ada"},"softwareVersions":{"firmware":"1"}}""",
        "");
    Answer read = caller.get(caller.device(device.id()));

    // when
    Answer put = caller.edit("PUT", device.id(), read.text(), "");

    // then
    assertThat(put.status()).isEqualTo(200);
    for (String member :
        List.of(
            "/deviceType",
            "/channel",
            "/hardwareDetail",
            "/currentUser",
            "/softwareVersions",
            "/createdDateTime",
            "/createdBy",
            "/attributes")) {
      assertThat(put.json().at(member)).as(member).isEqualTo(read.json().at(member));
    }
  }

  @Test
  void shouldLetOneOfSeveralEditorsWinWhenAllHaveReadTheSame() {
    // given
    String etag = caller.get(caller.device(device.id())).header("ETag").orElseThrow();
    device.poll(); // that it is there is no edit

    // when
    List<CompletableFuture<Answer>> edits =
        IntStream.range(0, EDITORS)
            .mapToObj(editor -> caller.editLater(device.id(), notes(editor), etag))
            .toList();
    List<Integer> answers = edits.stream().map(edit -> edit.join().status()).toList();

    // then
    assertThat(answers).containsOnlyOnce(200);
    assertThat(answers).filteredOn(status -> status == 412).hasSize(EDITORS - 1);
    Answer now = caller.get(caller.device(device.id()));
    assertThat(now.member("/notes")).isEqualTo("editor " + answers.indexOf(200));
    assertThat(
            caller
                .edit("PATCH", device.id(), "{\"notes\":null}", now.header("ETag").orElseThrow())
                .status())
        .isEqualTo(200);
  }

  @Test
  void shouldCountWhatTheDeviceInstallsAsAnEdit() {
    // given
    String etag = caller.get(caller.device(device.id())).header("ETag").orElseThrow();
    succeed(caller.accepted(device.id(), Release.TEAMS));

    // when
    Answer edited =
        caller.edit("PUT", device.id(), "{\"softwareVersions\":{\"teamsClient\":\"0\"}}", etag);

    // then
    assertThat(edited.status()).isEqualTo(412);
    assertThat(edited.member("/error/code")).isEqualTo("PreconditionFailed");
    await("the installed version")
        .until(
            () -> caller.get(caller.device(device.id())).member("/softwareVersions/teamsClient"),
            Release.TEAMS.softwareVersion()::equals);
  }

  private static String notes(int editor) {
    return "{\"notes\":\"editor " + editor + "\"}";
  }

  private void succeed(Answer accepted) {
    device.succeed(device.fetched(accepted));
    assertThat(caller.awaitEnd(accepted.location()).member("/status")).isEqualTo("successful");
    device.awaitNothingToInstall();
  }
}
