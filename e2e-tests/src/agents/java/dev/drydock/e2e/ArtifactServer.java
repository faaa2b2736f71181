package dev.drydock.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Where the files of releases are, which are none of Drydock's business. Thread-safe. */
final class ArtifactServer implements AutoCloseable {

  private static final int CHUNK_BYTES = 16 * 1024;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final AtomicInteger begun = new AtomicInteger();
  private final AtomicInteger brokenOff = new AtomicInteger();
  private volatile long pauseMs;

  private ArtifactServer(HttpServer server) {
    this.server = server;
  }

  /** Starts one on a free port of this machine. */
  static ArtifactServer start() {
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      var artifacts = new ArtifactServer(HttpServer.create(address, 0));
      artifacts.server.setExecutor(artifacts.threads);
      artifacts.server.createContext("/", artifacts::answer);
      artifacts.server.start();
      return artifacts;
    } catch (IOException e) {
      throw new UncheckedIOException("Expected a free port on this machine", e);
    }
  }

  /** Takes a file, and returns it in the words of a catalogue of releases. */
  String publish(String fileName, byte[] content) {
    files.put('/' + fileName, content);
    return """
        {"uri":"http://127.0.0.1:%d/%s","fileName":"%s","sizeBytes":%d,"sha1":"%s","sha256":"%s"}"""
        .formatted(
            server.getAddress().getPort(),
            fileName,
            fileName,
            content.length,
            Digests.sha1(content),
            Digests.sha256(content));
  }

  /** Pauses from now on so long after each {@value #CHUNK_BYTES} bytes. */
  void slowDown(long newPauseMs) {
    pauseMs = newPauseMs;
  }

  /** Returns how many downloads have begun. */
  int begun() {
    return begun.get();
  }

  /** Returns how many downloads their devices broke off. */
  int brokenOff() {
    return brokenOff.get();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] content = files.get(exchange.getRequestURI().getPath());
      if (content == null) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      if (exchange.getRequestMethod().equals("HEAD")) {
        exchange.getResponseHeaders().set("Content-Length", Integer.toString(content.length));
        exchange.sendResponseHeaders(200, -1);
        return;
      }
      begun.incrementAndGet();
      exchange.sendResponseHeaders(200, content.length);
      send(content, exchange.getResponseBody());
    }
  }

  private void send(byte[] content, OutputStream out) {
    try {
      for (int from = 0; from < content.length; from += CHUNK_BYTES) {
        out.write(content, from, Math.min(CHUNK_BYTES, content.length - from));
        out.flush();
        TimeUnit.MILLISECONDS.sleep(pauseMs);
      }
    } catch (IOException e) {
      brokenOff.incrementAndGet();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
