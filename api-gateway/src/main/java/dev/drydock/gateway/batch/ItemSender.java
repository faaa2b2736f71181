package dev.drydock.gateway.batch;

import dev.drydock.gateway.problem.Problem;
import dev.drydock.gateway.problem.RequestIds;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Sends items to the gateway itself, as requests of their own. No thread waits. Thread-safe. */
@Component
final class ItemSender {

  /** Headers that are the batch's or the connection's; an item's own have no effect. */
  private static final Pattern NOT_SENT =
      Pattern.compile(
          "accept-encoding|authorization|connection|content-length|expect|forwarded|host"
              + "|http2-settings|keep-alive|origin|te|trailer|transfer-encoding|upgrade"
              + "|(x-forwarded|access-control|proxy|sec)-.*",
          Pattern.CASE_INSENSITIVE);

  /** Headers that are the connection's, or of web pages of other origins. */
  private static final Set<String> NOT_RETURNED =
      Set.of("connection", "content-length", "date", "keep-alive", "transfer-encoding", "vary");

  /** Names that are not written with a capital at the beginning of each word. */
  private static final Map<String, String> SPELLINGS =
      Map.of(
          "client-request-id", "client-request-id",
          "etag", "ETag",
          "odata-version", "OData-Version",
          "request-id", "request-id",
          "www-authenticate", "WWW-Authenticate");

  private static final Pattern WORD = Pattern.compile("(?<![a-z0-9])[a-z]");

  /** What a URI has percent-encoded, and callers may not. */
  private static final Pattern NOT_OF_A_URI = Pattern.compile("[\"<>\\\\^`{|}\\[\\]]");

  private final HttpClient http;
  private final BatchConnector connector;
  private final JsonMapper json;

  ItemSender(BatchConnector connector, JsonMapper json, ScheduledExecutorService timer) {
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .proxy(HttpClient.Builder.NO_PROXY)
            .executor(timer)
            .build();
    this.connector = connector;
    this.json = json;
  }

  /**
   * Sends an item; fails as {@link HttpClient#sendAsync} does, or with a {@link Problem}.
   *
   * @param timeout after which its connection is given up, more than 0
   */
  CompletableFuture<BatchAnswer.Item> send(BatchItem item, Batch batch, Duration timeout) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(item, batch))
            .method(
                item.method(),
                item.body() == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofByteArray(item.body()))
            .timeout(timeout);
    item.headers()
        .forEach(
            (name, value) -> {
              if (!NOT_SENT.matcher(name).matches()) {
                request.setHeader(name, value);
              }
            });
    String key = connector.expect(batch);
    request.setHeader(HttpHeaders.AUTHORIZATION, batch.authorization());
    request.setHeader(BatchConnector.KEY, key);
    return http.sendAsync(request.build(), BodyHandlers.ofByteArray())
        .whenComplete((response, failure) -> connector.forget(key))
        .thenApply(response -> answer(item, response));
  }

  private URI uri(BatchItem item, Batch batch) {
    String query = item.query() == null ? "" : '?' + item.query();
    String url =
        NOT_OF_A_URI
            .matcher(item.path() + query)
            .replaceAll(found -> String.format("%%%02X", (int) found.group().charAt(0)));
    try {
      return URI.create(connector.origin() + batch.root() + url);
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest("url", "Expected the item's URL to be percent-encoded.");
    }
  }

  private BatchAnswer.Item answer(BatchItem item, HttpResponse<byte[]> response) {
    if (response.headers().firstValue(RequestIds.REQUEST_ID).isEmpty()) {
      // the web server's own answer while it stops: the API has not seen the item
      throw new CompletionException(new ConnectException(response.toString()));
    }
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    response
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (!NOT_RETURNED.contains(name)) {
                headers.put(usual(name), String.join(", ", values));
              }
            });
    byte[] body = response.body();
    return new BatchAnswer.Item(
        item.id(), response.statusCode(), headers, body.length == 0 ? null : json.readTree(body));
  }

  /** Returns a name as it was sent: the client gives all of them in lower case. */
  private static String usual(String name) {
    return SPELLINGS.getOrDefault(
        name, WORD.matcher(name).replaceAll(first -> first.group().toUpperCase(Locale.ROOT)));
  }
}
