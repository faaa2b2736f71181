package dev.drydock.dispatcher.ddi;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A store of files, with ranges below {@code /} and without below {@code /whole/}. */
final class FileHost implements AutoCloseable {

  private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");
  private static final int PIECE = 64 * 1024;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final AtomicLong sent = new AtomicLong();
  private volatile long breaksAfter = Long.MAX_VALUE;
  private volatile long pauseNanos;

  FileHost() {
    try {
      server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 1024);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  String host() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  String put(String path, byte[] content) {
    files.put(path, content);
    return "http://" + host() + path;
  }

  /** Has each answer break off after some bytes. */
  void breakAfter(long bytes) {
    breaksAfter = bytes;
  }

  /** Has it wait before each piece of 64 KiB. */
  void slowDown(Duration pause) {
    pauseNanos = pause.toNanos();
  }

  /** Returns how many bytes were sent. */
  long sent() {
    return sent.get();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      if (path.startsWith("/to/")) {
        exchange.getResponseHeaders().set("Location", exchange.getRequestURI().getQuery());
        exchange.sendResponseHeaders(302, -1);
        return;
      }
      byte[] content = files.get(path);
      if (content == null) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      send(exchange, path, content);
    }
  }

  private void send(HttpExchange exchange, String path, byte[] content) throws IOException {
    String header = exchange.getRequestHeaders().getFirst("Range");
    int first = 0;
    int last = content.length - 1;
    int status = 200;
    if (header != null && !path.startsWith("/whole/")) {
      Matcher range = RANGE.matcher(header);
      if (range.matches()) {
        first = Integer.parseInt(range.group(1));
        last = Integer.parseInt(range.group(2));
        status = 206;
        exchange
            .getResponseHeaders()
            .set("Content-Range", "bytes " + first + "-" + last + "/" + content.length);
      }
    }
    exchange.sendResponseHeaders(status, last - first + 1L);
    OutputStream out = exchange.getResponseBody();
    long end = breaksAfter > last ? last + 1L : Math.min(last + 1L, first + breaksAfter);
    for (int at = first; at < end; at += PIECE) {
      int length = (int) Math.min(PIECE, end - at);
      LockSupport.parkNanos(pauseNanos);
      out.write(content, at, length);
      sent.addAndGet(length);
    }
    out.flush();
  }
}
