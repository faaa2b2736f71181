package dev.drydock.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands between an agent and the dispatcher and notes what passes, without changing a byte of it.
 * What differs each time is replaced by a name in the notes. Thread-safe.
 */
final class RecordingProxy implements AutoCloseable {

  private final URI dispatcher;
  private final Map<String, String> names;
  private final ServerSocket server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Recording.Step> steps = new ArrayList<>();

  /**
   * Starts one on a free port of this machine.
   *
   * @param names by what is to be replaced
   */
  RecordingProxy(String dispatcherUrl, Map<String, String> names) {
    this.dispatcher = URI.create(dispatcherUrl);
    this.names = Map.copyOf(names);
    try {
      server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException("Expected a free port on this machine", e);
    }
    threads.execute(this::listen);
  }

  /** What the agent is to poll. */
  String url() {
    return "http://" + host();
  }

  /** Notes what somebody does. */
  synchronized void note(String deed) {
    steps.add(new Recording.Deed(deed));
  }

  /** Returns the notes: the same twice in a row once, and nothing that was refused. */
  synchronized Recording recording() {
    List<Recording.Step> kept = new ArrayList<>();
    for (Recording.Step step : steps) {
      boolean isRefused = step instanceof Recording.Call call && !call.answer().startsWith("200");
      if (isRefused && !kept.isEmpty()) {
        // it was told of by a poll that came a moment too early
        kept.remove(kept.size() - 1);
      } else if (kept.isEmpty() || !step.equals(kept.get(kept.size() - 1))) {
        kept.add(step);
      }
    }
    return new Recording(kept);
  }

  @Override
  public void close() throws IOException {
    server.close();
    threads.shutdownNow();
  }

  private String host() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  private void listen() {
    try {
      while (true) {
        Socket socket = server.accept();
        threads.execute(() -> pass(socket));
      }
    } catch (IOException e) {
      // it was closed
    }
  }

  private void pass(Socket socket) {
    try (var agent = new RawConnection(socket);
        var service = new RawConnection(new Socket(dispatcher.getHost(), dispatcher.getPort()))) {
      while (true) {
        RawConnection.Message request = agent.accept();
        RawConnection.Message answer = service.exchange(request);
        note(request, answer);
        agent.answer(answer);
      }
    } catch (IOException e) {
      // one of both has gone
    }
  }

  private synchronized void note(RawConnection.Message request, RawConnection.Message answer) {
    String body = new String(request.body(), StandardCharsets.UTF_8);
    List<String> lines = new ArrayList<>(named(request.head()).lines().toList());
    if (!body.isEmpty()) {
      named(body).lines().forEach(lines::add);
    }
    String seen = Recording.seen(answer.answer()).replaceAll("(/id|/stopId)=\\d+", "$1={number}");
    steps.add(new Recording.Call(lines, seen));
  }

  private String named(String text) {
    String named = text.replace(host(), "{host}");
    for (Map.Entry<String, String> name : names.entrySet()) {
      named = named.replace(name.getKey(), name.getValue());
    }
    return named
        .replaceAll("\\?c=[0-9a-f]+", "?c={c}")
        .replaceAll("(deploymentBase|cancelAction)/\\d+", "$1/{number}")
        .replaceAll("\"id\": \\d+", "\"id\": {number}")
        .replaceAll("Content-Length: \\d+", "Content-Length: {length}")
        .replaceAll("\\d{8}T\\d{6}", "20261123T103930")
        .replaceAll("127\\.0\\.0\\.1:\\d+", "artifacts.example")
        .replaceAll("/tmp/swupdate\\d+", "/tmp/swupdate")
        .replaceAll(" pid \\d+", " pid 4711");
  }
}
