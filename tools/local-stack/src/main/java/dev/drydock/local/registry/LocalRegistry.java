package dev.drydock.local.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.confluent.kafka.schemaregistry.client.rest.Versions;
import io.confluent.kafka.schemaregistry.client.rest.entities.ErrorMessage;
import io.confluent.kafka.schemaregistry.utils.JacksonMapper;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A schema registry for one machine: of Confluent's REST API for Avro schemas what serializers and
 * clients ask, on the loopback address.
 *
 * <p>Everything it knows stands in the compacted topic {@code _schemas}, in Confluent's form, so it
 * survives whatever the broker survives. A subject's compatibility is BACKWARD until it is set.
 * Thread-safe.
 */
public final class LocalRegistry implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LocalRegistry.class);
  private static final String HOST = "127.0.0.1";
  private static final int THREADS = 4;

  /** A schema of a thousand fields has about 100 kB. */
  private static final int BODY_LIMIT_BYTES = 1 << 20;

  private final HttpServer server;
  private final ExecutorService workers;
  private final SchemaStore store;

  private LocalRegistry(HttpServer server, ExecutorService workers, SchemaStore store) {
    this.server = server;
    this.workers = workers;
    this.store = store;
  }

  /**
   * Starts a registry and returns when it answers.
   *
   * @param bootstrapServers the Kafka that keeps the schemas; it must be running
   * @param port TCP port, 1 to 65535, free
   * @throws IllegalStateException when the port is in use or the topic is not as it must be
   * @throws org.apache.kafka.common.KafkaException when Kafka does not answer within 15 s
   */
  public static LocalRegistry start(String bootstrapServers, int port) {
    var store = new SchemaStore(bootstrapServers);
    store.open();
    try {
      var server = HttpServer.create(new InetSocketAddress(HOST, port), 0);
      var workers = Executors.newFixedThreadPool(THREADS, LocalRegistry::worker);
      Routes routes = new RegistryApi(store).routes();
      server.createContext("/", exchange -> serve(exchange, routes));
      server.setExecutor(workers);
      server.start();
      return new LocalRegistry(server, workers, store);
    } catch (IOException e) {
      store.close();
      throw new IllegalStateException(
          "Expected port " + port + " to be free for the schema registry but: " + e.getMessage(),
          e);
    }
  }

  /** Returns the base URL, without a slash at its end. */
  public String url() {
    return "http://" + HOST + ":" + server.getAddress().getPort();
  }

  /** Stops at once; what was answered is in the topic. */
  @Override
  public void close() {
    server.stop(0);
    workers.shutdownNow();
    store.close();
  }

  private static Thread worker(Runnable task) {
    var thread = new Thread(task, "schema-registry");
    thread.setDaemon(true);
    return thread;
  }

  private static void serve(HttpExchange exchange, Routes routes) throws IOException {
    try (exchange) {
      try {
        byte[] body = exchange.getRequestBody().readNBytes(BODY_LIMIT_BYTES + 1);
        if (body.length > BODY_LIMIT_BYTES) {
          throw new RegistryException(
              413, "Expected a request of at most " + BODY_LIMIT_BYTES + " bytes but it is larger");
        }
        Call call = Call.of(exchange.getRequestMethod(), exchange.getRequestURI(), body);
        send(exchange, 200, routes.answer(call));
      } catch (RegistryException e) {
        send(exchange, e.status(), new ErrorMessage(e.code(), e.getMessage()));
      } catch (RuntimeException e) {
        LOG.error(
            "Expected an answer but failed, method={} path={}",
            exchange.getRequestMethod(),
            exchange.getRequestURI().getPath(),
            e);
        send(exchange, 500, new ErrorMessage(500, "Expected an answer but failed: see the log"));
      }
    }
  }

  private static void send(HttpExchange exchange, int status, Object answer) throws IOException {
    byte[] body = JacksonMapper.INSTANCE.writeValueAsBytes(answer);
    exchange.getResponseHeaders().set("Content-Type", Versions.SCHEMA_REGISTRY_V1_JSON);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }
}
