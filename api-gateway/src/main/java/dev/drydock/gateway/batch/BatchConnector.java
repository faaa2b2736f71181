package dev.drydock.gateway.batch;

import dev.drydock.gateway.problem.Problem;
import dev.drydock.gateway.problem.ProblemCode;
import dev.drydock.gateway.problem.ProblemWriter;
import dev.drydock.gateway.problem.RequestIds;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.jspecify.annotations.Nullable;

/**
 * The connector through which the items of batches come in as requests of their own: on the
 * loopback address, at a port that the system chooses, without TLS. A request is let in only with
 * the key of an item that is on its way, once, and only to the API's paths. It has the scheme, host
 * and port of its batch. Thread-safe.
 */
public final class BatchConnector extends ValveBase {

  /** The header that carries the key of an item. */
  static final String KEY = "Drydock-Batch-Item";

  private static final String IS_ITEM = BatchConnector.class.getName();
  private static final String LOOPBACK = InetAddress.getLoopbackAddress().getHostAddress();

  /** The caller's token, a URL of 8 KiB, and the item's headers. */
  private static final int MAX_HEADER_BYTES = 64 * 1024;

  private final Connector connector = new Connector();
  private final ProblemWriter problems;
  private final ConcurrentMap<String, Batch> expected = new ConcurrentHashMap<>();

  /**
   * Makes the connector; the web server starts it.
   *
   * @param threads handle the items; null for threads of its own
   */
  public BatchConnector(ProblemWriter problems, @Nullable Executor threads) {
    super(true);
    this.problems = problems;
    connector.setPort(0);
    AbstractHttp11Protocol<?> protocol = (AbstractHttp11Protocol<?>) connector.getProtocolHandler();
    protocol.setAddress(InetAddress.getLoopbackAddress());
    protocol.setMaxHttpRequestHeaderSize(MAX_HEADER_BYTES);
    // The client ends idle connections. Were it the server, a POST could meet the end of its own.
    protocol.setKeepAliveTimeout(-1);
    protocol.setMaxKeepAliveRequests(-1);
    if (threads != null) {
      protocol.setExecutor(threads);
    }
  }

  /** Returns the connector, for the web server. */
  public Connector connector() {
    return connector;
  }

  /** Tells whether a request is an item of a batch. */
  static boolean isItem(HttpServletRequest request) {
    return request.getAttribute(IS_ITEM) != null;
  }

  /** Returns the URL before an item's path. */
  String origin() {
    String host = LOOPBACK.contains(":") ? '[' + LOOPBACK + ']' : LOOPBACK;
    return "http://" + host + ':' + connector.getLocalPort();
  }

  /** Returns a key by which one item of a batch is let in. */
  String expect(Batch batch) {
    String key = UUID.randomUUID().toString();
    expected.put(key, batch);
    return key;
  }

  /** Forgets a key whose item is answered or will not come. */
  void forget(String key) {
    expected.remove(key);
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    if (request.getConnector() == connector) {
      receive(request, response);
    } else {
      getNext().invoke(request, response);
    }
  }

  private void receive(Request request, Response response) throws IOException, ServletException {
    String key = request.getHeader(KEY);
    Batch batch = key == null ? null : expected.remove(key);
    if (batch == null) {
      response.setStatus(ProblemCode.NOT_FOUND.status());
    } else if (response.isErrorReportRequired() || isOfTheApi(request, batch)) {
      request.setAttribute(IS_ITEM, true);
      batch.origin().applyTo(request);
      getNext().invoke(request, response);
    } else {
      RequestIds.assign(request.getHeader(RequestIds.CLIENT_REQUEST_ID), response);
      problems.write(
          response, Problem.of(ProblemCode.NOT_FOUND, "The API has nothing at the item's URL."));
    }
  }

  /** Tells whether the server finds the path below the API's root; dots are resolved by now. */
  private static boolean isOfTheApi(Request request, Batch batch) {
    return request.getDecodedRequestURI().startsWith(batch.root() + '/');
  }
}
