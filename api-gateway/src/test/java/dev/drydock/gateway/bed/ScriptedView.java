package dev.drydock.gateway.bed;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.drydock.view.DeviceView;
import dev.drydock.view.OperationView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A view that says what a test tells it to, over HTTP. Paths are compared as they come, encoded.
 */
public final class ScriptedView implements AutoCloseable {

  private static final String BASE = "/internal/v1";

  private final JsonMapper json = JsonMapper.builder().build();
  private final Map<String, Supplier<Answer>> script = new ConcurrentHashMap<>();
  private final Map<String, Function<JsonNode, Answer>> queries = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  private ScriptedView(HttpServer server) {
    this.server = server;
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /**
   * One answer.
   *
   * @param status the HTTP status
   * @param body the JSON
   * @param behind by how much the view says that it is behind; null when it is not
   */
  public record Answer(int status, String body, @Nullable String behind) {

    public Answer(int status, String body) {
      this(status, body, null);
    }
  }

  public static ScriptedView start() {
    try {
      return new ScriptedView(
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Lets a path, with its query, be answered with an object as JSON. */
  public void answer(String path, Object body) {
    answer(path, () -> new Answer(200, json.writeValueAsString(body)));
  }

  public void answer(String path, Supplier<Answer> answer) {
    script.put(path, answer);
  }

  /** Lets queries under a path be answered as each one asks. */
  public void answerQuery(String path, Function<JsonNode, Answer> answer) {
    queries.put(path, answer);
  }

  public void has(OperationView operation) {
    answer(path(operation.tenantId(), operation.deviceId(), operation.operationId()), operation);
  }

  public void has(DeviceView device) {
    answer("/tenants/" + device.tenantId() + "/devices/" + device.deviceId(), device);
  }

  /** Returns an answer with an object as JSON. */
  public Answer ok(Object body) {
    return new Answer(200, json.writeValueAsString(body));
  }

  /** Returns the paths, with queries, that were asked for. */
  public List<String> requests() {
    return requests;
  }

  public static String path(String tenantId, String deviceId, String operationId) {
    return "/tenants/" + tenantId + "/devices/" + deviceId + "/operations/" + operationId;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().toString().substring(BASE.length());
    requests.add(path);
    byte[] question = exchange.getRequestBody().readAllBytes();
    Answer answer =
        exchange.getRequestMethod().equals("POST")
            ? queries
                .getOrDefault(path, query -> new Answer(404, ""))
                .apply(json.readTree(question))
            : script.getOrDefault(path, () -> new Answer(404, "")).get();
    byte[] body = answer.body().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    if (answer.behind() != null) {
      exchange.getResponseHeaders().add("Drydock-View-Behind", answer.behind());
    }
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
