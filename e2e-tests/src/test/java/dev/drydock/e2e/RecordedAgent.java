package dev.drydock.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A device that says, byte for byte, what an agent was heard to say. */
final class RecordedAgent {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(50);
  private static final Pattern UPDATE = Pattern.compile("/(\\d+)(?:\\?c=(\\S+))?$");

  private final URI dispatcher;
  private final Map<String, String> names = new HashMap<>();

  /**
   * Begins. Each call has a connection of its own: the dispatcher gives up those that rest.
   *
   * @param names what stands in the recording for what differs each time
   */
  RecordedAgent(String dispatcherUrl, Map<String, String> names) {
    dispatcher = URI.create(dispatcherUrl);
    this.names.putAll(names);
    this.names.put("host", dispatcher.getAuthority());
  }

  /** Says it, and expects to be answered as the agent was. What was asked only is asked again. */
  void play(Recording.Call call) {
    if (call.isRead()) {
      await("the answer " + call.answer() + " to " + call.request())
          .atMost(TIMEOUT)
          .pollDelay(Duration.ZERO)
          .pollInterval(POLL)
          .untilAsserted(() -> assertThat(said(call)).isEqualTo(named(call.answer())));
    } else {
      assertThat(said(call)).as("answer to %s", call.request()).isEqualTo(named(call.answer()));
    }
  }

  private String said(Recording.Call call) {
    try (Socket socket = new Socket(dispatcher.getHost(), dispatcher.getPort());
        RawConnection connection = new RawConnection(socket)) {
      Answer answer = connection.exchange(message(call.request())).answer();
      note(answer.member("/_links/deploymentBase/href"));
      note(answer.member("/_links/cancelAction/href"));
      return Recording.seen(answer);
    } catch (IOException e) {
      throw new UncheckedIOException("Expected an answer to " + call.request(), e);
    }
  }

  /** What the agent is told of is what it asks for next. */
  private void note(String href) {
    Matcher matcher = UPDATE.matcher(href);
    if (matcher.find()) {
      names.put("number", matcher.group(1));
      if (matcher.group(2) != null) {
        names.put("c", matcher.group(2));
      }
    }
  }

  private RawConnection.Message message(List<String> lines) {
    int end = lines.indexOf("");
    byte[] body =
        named(String.join("\n", lines.subList(end + 1, lines.size())))
            .getBytes(StandardCharsets.UTF_8);
    names.put("length", Integer.toString(body.length));
    String head = named(String.join("\r\n", lines.subList(0, end))) + "\r\n\r\n";
    return new RawConnection.Message(head, body);
  }

  private String named(String text) {
    String named = text;
    for (Map.Entry<String, String> name : names.entrySet()) {
      named = named.replace('{' + name.getKey() + '}', name.getValue());
    }
    return named;
  }
}
