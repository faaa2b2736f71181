package dev.drydock.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ExplanationTest {

  private static final Instant NOW = Instant.parse("2026-11-23T14:05:00Z");

  private final ObjectNode operation = Fixtures.json("installing");

  @Test
  void shouldTellTheWholeStoryWhenADeviceInstalls() {
    // given
    Story story = new Story(Fixtures.json("device"), operation, true, Fixtures.history("history"));

    // when
    List<String> lines = Explanation.of(story, new Clock(NOW, ZoneId.of("UTC")));

    // then
    assertThat(String.join("\n", lines))
        .isEqualTo(
            """
            Device "room-12", a teamsRoom that speaks DDI, last seen at 14:02:11 (2 min 49 s ago).
              It runs firmware 7.1, teamsClient 1.0.96.22.

            Operation 0193f0aa-0000-7000-8000-000000000001: firmware 7.2.
              Asked for at 13:58:01 (6 min 59 s ago) by fleet portal.
              The device installs it ("3 of 7"), since 14:00:03 (4 min 57 s ago).
              It waits for the device's next report until 15:01:40 (in 56 min 40 s); otherwise it ends
              then as failed (progressTimeout), and the dock is free.
              The device last said something of it at 14:01:40 (3 min 20 s ago).
              It was asked to be cancelled by Ada at 14:00:00 (5 min ago); the device refused at
              14:00:03 (4 min 57 s ago), "too late for that", and goes on.

            What happened, times in UTC:
              2026-11-22
               1  23:58:01.100              admitted (fleet portal)
              2026-11-23
               2  13:58:03.456       +14 h  delivered (the device)
               3  13:59:30.000 +1 min 26 s  downloading, "1 of 7" (the device)
                                            | GET firmware-7.2.bin: 200
                                            | a line of the device's log that is so long that it does
                                              not fit into what is left of the page
               4  14:00:00.020       +30 s  cancelRequested (Ada)
               5  14:00:03.000      +2.9 s  installing, refuses to stop: "too late for that" (the
                                            device)
               6  14:01:40.000 +1 min 37 s  "3 of 7" (the device)""");
  }

  @Test
  void shouldSayThatTheDockIsFreeWhenThereIsNoOperation() {
    // given
    Story story = new Story(Fixtures.json("device"), null, true, List.of());

    // when
    List<String> lines = Explanation.of(story, new Clock(NOW, ZoneId.of("UTC")));

    // then
    assertThat(lines)
        .contains("Device \"room-12\", a teamsRoom that speaks DDI, never seen yet.")
        .contains("It has no operation: its dock is free for an update.");
  }

  @Test
  void shouldSayWhatIsAwaitedWhenADeviceHasNotFetchedIt() {
    // given
    operation.put("phase", "admitted").putNull("progress").putNull("cancellation");
    operation.putObject("onDeadline").put("waitsFor", "delivery").put("code", "deliveryTimeout");
    operation.putNull("lastHeardDateTime");

    // when
    List<String> lines = explain();

    // then
    assertThat(lines)
        .anyMatch(line -> line.contains("the device has not come for it yet, since 14:00:03"))
        .anyMatch(line -> line.contains("It waits for the device to fetch it until 15:01:40"))
        .anyMatch(line -> line.contains("The device has said nothing of it yet."));
  }

  @Test
  void shouldSayThatTheDeviceHasNotAnsweredWhenACancelIsPending() {
    // given
    operation.put("phase", "cancelRequested");
    operation.putObject("onDeadline").put("waitsFor", "cancel").put("code", "cancelTimeout");
    ((ObjectNode) operation.get("cancellation")).putNull("refusedDateTime");

    // when
    String text = text();

    // then
    assertThat(text)
        .contains("The device is asked to stop")
        .contains("the device to stop, or to refuse,")
        .contains("the device has not answered that yet");
  }

  @Test
  void shouldSayThatItEndsAnyMomentWhenItsDeadlineHasPassed() {
    // given
    operation.put("deadlineDateTime", "2026-11-23T14:04:30.000Z");

    // when
    String text = text();

    // then
    assertThat(text).contains("14:04:30 (30 s ago); that has passed, so it ends any moment");
  }

  @Test
  void shouldTellEndAndLateResultWhenItIsOver() {
    // given
    operation.put("status", "failed").putNull("phase").putNull("deadlineDateTime");
    operation.put("completedDateTime", "2026-11-23T14:03:00.000Z").putNull("cancellation");
    operation.putObject("error").put("code", "progressTimeout").put("message", "no report");
    operation
        .putObject("lateResult")
        .put("result", "succeeded")
        .put("dateTime", "2026-11-23T14:04:00.000Z")
        .put("message", "back again");

    // when
    String text = text();

    // then
    assertThat(text)
        .contains("It failed at 14:03:00 (2 min ago), 4 min 59 s after it was asked for:")
        .contains("progressTimeout, \"no report\".")
        .contains("After that the device said that it has installed it, at 14:04:00 (1 min ago)")
        .contains("the device's dock is free");
  }

  @Test
  void shouldTellWhoForcedItWhenItWasCancelled() {
    // given
    operation.put("status", "cancelled").putNull("phase");
    operation.put("completedDateTime", "2026-11-23T14:03:00.000Z");
    ((ObjectNode) operation.get("cancellation")).put("forced", true).putNull("refusedDateTime");

    // when
    String text = text();

    // then
    assertThat(text)
        .contains("It was cancelled at 14:03:00")
        .contains("Its end was forced by Ada at 14:00:00 (5 min ago).");
  }

  @Test
  void shouldDoWithoutWhatAnOlderGatewayDoesNotTell() {
    // given
    operation.remove(
        List.of(
            "phaseSinceDateTime",
            "deadlines",
            "onDeadline",
            "lastHeardDateTime",
            "deviceLastSeenDateTime",
            "cancellation",
            "lateResult"));

    // when
    String text = text();

    // then
    assertThat(text)
        .contains("The device installs it (\"3 of 7\").")
        .contains("It waits for the device until 15:01:40")
        .doesNotContain("null");
  }

  @Test
  void shouldNotSteerTheTerminalWhenADeviceSendsControlCharacters() {
    // given
    operation.put("progress", "\u001b[2J\nx");

    // when
    List<String> lines = explain();

    // then
    assertThat(lines).noneMatch(line -> line.contains("\u001b") || line.contains("\n"));
  }

  @Test
  void shouldFitTheTerminal() {
    // when
    List<String> lines =
        Explanation.of(
            new Story(Fixtures.json("device"), operation, true, Fixtures.history("history")),
            new Clock(NOW, ZoneId.of("UTC")));

    // then
    assertThat(lines).allMatch(line -> line.length() <= Page.WIDTH);
  }

  private String text() {
    return explain().stream().map(String::strip).collect(Collectors.joining(" "));
  }

  private List<String> explain() {
    Story story = new Story(Fixtures.json("device"), operation, true, List.of());
    return Explanation.of(story, new Clock(NOW, ZoneId.of("UTC")));
  }
}
