package dev.drydock.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.drydock.kit.http.HttpAddress;
import dev.drydock.local.DeviceTokens;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Speaks DDI to devices as a dispatcher does, over real HTTP, and remembers what they say. */
public final class DdiServer implements AutoCloseable {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int DEVICE_AT = 4;
  private static final int KIND_AT = 5;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final String tenantId;
  private final DeviceTokens tokens;
  private final String sleep;
  private volatile String busySleep;
  private final Map<String, Device> devices = new ConcurrentHashMap<>();
  private final Queue<String> calls = new ConcurrentLinkedQueue<>();
  private volatile Trouble trouble = (call, body) -> 0;

  /** Listens on a free port; tells devices to sleep so long, {@code HH:MM:SS}. */
  public DdiServer(String tenantId, Path secret, String sleep) throws IOException {
    this.tenantId = tenantId;
    this.tokens = DeviceTokens.of(secret);
    this.sleep = sleep;
    busySleep = sleep;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Returns where it listens. */
  public HttpAddress address() {
    return new HttpAddress(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
  }

  /** Tells devices for which there is something to sleep so long. */
  public void sleepWhileBusy(String time) {
    busySleep = time;
  }

  /** Gives the device something to install, with the next number. */
  public void deploy(String deviceId) {
    device(deviceId).deploy();
  }

  /** Asks the device to stop. */
  public void cancel(String deviceId) {
    device(deviceId).isCancelAsked = true;
  }

  /** Refuses what it is told to. */
  public void refuse(Trouble refusing) {
    trouble = refusing;
  }

  /** Returns all calls so far: method, and path after the device's id. */
  public Queue<String> calls() {
    return calls;
  }

  /** Returns what a device said of its deployments and cancels and was answered 200. */
  public Queue<String> said(String deviceId) {
    return device(deviceId).said;
  }

  /** Returns what a device said of itself. */
  public Map<String, String> attributes(String deviceId) {
    return device(deviceId).attributes;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private Device device(String deviceId) {
    return devices.computeIfAbsent(deviceId, id -> new Device());
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String[] path = exchange.getRequestURI().getRawPath().split("/", KIND_AT + 1);
    String deviceId = URLDecoder.decode(path[DEVICE_AT], StandardCharsets.UTF_8);
    String call = exchange.getRequestMethod() + (path.length > KIND_AT ? " " + path[KIND_AT] : "");
    calls.add(call);
    String authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
    int refused = isKnown(deviceId, authorization) ? trouble.status(call, body) : 401;
    if (refused != 0) {
      respond(exchange, refused, "");
      return;
    }
    String text =
        device(deviceId).answer(call, body, address() + exchange.getRequestURI().getPath());
    respond(exchange, text == null ? 404 : 200, text == null ? "" : text);
  }

  private synchronized boolean isKnown(String deviceId, String authorization) {
    return authorization.equals("TargetToken " + tokens.token(tenantId, deviceId));
  }

  private static void respond(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  /** What is not answered as it should be. Called by several threads. */
  public interface Trouble {

    /** Returns the status, or 0 where all is well. */
    int status(String call, String body);
  }

  private final class Device {

    private final Queue<String> said = new ConcurrentLinkedQueue<>();
    private final Map<String, String> attributes = new ConcurrentHashMap<>();
    private int deployment;
    private boolean isClosed = true;
    private volatile boolean isCancelAsked;

    private synchronized void deploy() {
      deployment++;
      isClosed = false;
    }

    private synchronized String answer(String call, String body, String url) throws IOException {
      if (call.equals("GET")) {
        return poll(url);
      }
      if (call.equals("PUT configData")) {
        for (Map.Entry<String, JsonNode> member : MAPPER.readTree(body).path("data").properties()) {
          attributes.put(member.getKey(), member.getValue().asText());
        }
        return "{}";
      }
      if (call.equals("GET deploymentBase/" + deployment) && !isClosed) {
        return "{\"id\":\"" + deployment + "\",\"deployment\":{\"chunks\":[]}}";
      }
      if (call.equals("GET cancelAction/" + deployment) && isCancelAsked) {
        return "{\"id\":\"%1$d\",\"cancelAction\":{\"stopId\":\"%1$d\"}}".formatted(deployment);
      }
      if (call.equals("POST deploymentBase/" + deployment + "/feedback")) {
        return hear("", MAPPER.readTree(body), false);
      }
      return call.equals("POST cancelAction/" + deployment + "/feedback")
          ? hear("cancel ", MAPPER.readTree(body), true)
          : null;
    }

    private String poll(String url) {
      String links = attributes.isEmpty() ? link("configData", url + "/configData") : "";
      if (isCancelAsked) {
        links += link("cancelAction", url + "/cancelAction/" + deployment);
      } else if (!isClosed) {
        links += link("deploymentBase", url + "/deploymentBase/" + deployment + "?c=7");
      }
      return "{\"config\":{\"polling\":{\"sleep\":\"%s\"}},\"_links\":{%s}}"
          .formatted(links.isEmpty() ? sleep : busySleep, links.replaceFirst(",$", ""));
    }

    private String link(String name, String href) {
      return "\"%s\":{\"href\":\"%s\"},".formatted(name, href);
    }

    private String hear(String of, JsonNode feedback, boolean isOfCancel) {
      JsonNode status = feedback.path("status");
      JsonNode progress = status.path("result").path("progress");
      String execution = status.path("execution").asText();
      said.add(
          "%s%d %s %s%s"
              .formatted(
                  of,
                  feedback.path("id").asInt(),
                  execution,
                  status.path("result").path("finished").asText(),
                  progress.isMissingNode()
                      ? ""
                      : " " + progress.path("cnt") + "/" + progress.path("of")));
      if (isOfCancel) {
        isCancelAsked = false;
      }
      isClosed |= execution.equals("closed");
      return "{}";
    }
  }
}
