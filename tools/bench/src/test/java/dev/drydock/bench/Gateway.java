package dev.drydock.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.drydock.kit.http.HttpAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Answers like a gateway, over real HTTP: the n-th request, counted from 1, as it is told to, and
 * with the operation of that number.
 */
final class Gateway implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger count = new AtomicInteger();
  private final Queue<String> paths = new ConcurrentLinkedQueue<>();

  Gateway(Behaviour behaviour) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", exchange -> answer(exchange, behaviour));
    server.start();
  }

  InetSocketAddress address() {
    return server.getAddress();
  }

  GraphRequests requests() {
    return new GraphRequests(
        new HttpAddress(URI.create("http://127.0.0.1:" + address().getPort())), "token", "1.0");
  }

  /** Returns the methods and paths of all requests. */
  Queue<String> paths() {
    return paths;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange, Behaviour behaviour) throws IOException {
    int number = count.incrementAndGet();
    paths.add(exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath());
    exchange.getRequestBody().readAllBytes();
    int status = behaviour.answer(number, "o" + number);
    exchange.getResponseHeaders().set("Location", "http://localhost/operations/o" + number);
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  /** What a gateway does. Called by several threads. */
  interface Behaviour {

    /** Returns the status, when it is time to answer. */
    int answer(int number, String operationId);
  }
}
