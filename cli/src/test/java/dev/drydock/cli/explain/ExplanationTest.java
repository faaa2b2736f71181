package dev.drydock.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplanationTest {

  private static final Instant NOW = Instant.parse("2026-11-23T14:05:00Z");

  private final ObjectNode operation = Fixtures.json("installing");

  @Test
  void shouldTellTheWholeStoryWhenADeviceInstalls() {
    // given
    Story story = new Story(Fixtures.json("device"), operation, true, Fixtures.history("history"));

    // when
    List<String> lines = Explanation.of(story, new Clock(NOW, ZoneOffset.UTC));

    // then
    assertThat(String.join("\n", lines))
        .isEqualTo(
            """
            x""");
  }

  @Test
  void shouldSayThatTheDockIsFreeWhenThereIsNoOperation() {
    // given
    Story story = new Story(Fixtures.json("device"), null, true, List.of());

    // when
    List<String> lines = Explanation.of(story, new Clock(NOW, ZoneOffset.UTC));

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
    String text = String.join(" ", explain());

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
    String text = String.join(" ", explain());

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
    String text = String.join(" ", explain());

    // then
    assertThat(text)
        .contains("It failed 14:03:00 (2 min ago), 4 min 59 s after it was asked for:")
        .contains("progressTimeout, \"no report\".")
        .contains("After that the device said that it has installed it, 14:04:00 (1 min ago)")
        .contains("the device's dock is free");
  }

  @Test
  void shouldTellWhoForcedItWhenItWasCancelled() {
    // given
    operation.put("status", "cancelled").putNull("phase");
    operation.put("completedDateTime", "2026-11-23T14:03:00.000Z");
    ((ObjectNode) operation.get("cancellation")).put("forced", true).putNull("refusedDateTime");

    // when
    String text = String.join(" ", explain());

    // then
    assertThat(text)
        .contains("It was cancelled 14:03:00")
        .contains("Its end was forced by Ada, 14:00:00 (5 min ago).");
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
    String text = String.join(" ", explain());

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
            new Clock(NOW, ZoneOffset.UTC));

    // then
    assertThat(lines).allMatch(line -> line.length() <= Page.WIDTH);
  }

  private List<String> explain() {
    Story story = new Story(Fixtures.json("device"), operation, true, List.of());
    return Explanation.of(story, new Clock(NOW, ZoneOffset.UTC));
  }
}
