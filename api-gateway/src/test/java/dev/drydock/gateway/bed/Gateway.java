package dev.drydock.gateway.bed;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.awaitility.Awaitility;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A running gateway, as its callers see it. */
public final class Gateway implements AutoCloseable {

  public static final String TENANT = "tenant-1";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpClient http;
  private final ConfigurableApplicationContext context;
  private final Tokens tokens;
  private final String token;
  private final int port;
  private final String origin;

  Gateway(ConfigurableApplicationContext context, Tokens tokens) {
    this.context = context;
    this.tokens = tokens;
    this.token = tokens.of(TENANT);
    this.port =
        Integer.parseInt(String.valueOf(context.getEnvironment().getProperty("local.server.port")));
    String keyStore = context.getEnvironment().getProperty("server.ssl.key-store");
    HttpClient.Builder client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
    if (keyStore != null) {
      client.sslContext(trusting(Path.of(URI.create(keyStore)), context.getEnvironment()));
    }
    this.http = client.build();
    this.origin =
        (keyStore == null ? "http" : "https")
            + "://127.0.0.1:"
            + port
            + context.getEnvironment().getProperty("server.servlet.context-path", "");
  }

  /**
   * An answer.
   *
   * @param response as it came
   */
  public record Answer(HttpResponse<String> response) {

    public int status() {
      return response.statusCode();
    }

    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    public JsonNode json() {
      return JSON.readTree(response.body());
    }

    /** Returns the error's code and its inner code, with a slash between them. */
    public String error() {
      JsonNode error = json().path("error");
      return error.path("code").asString("")
          + '/'
          + error.path("innerError").path("code").asString("");
    }
  }

  public ConfigurableApplicationContext context() {
    return context;
  }

  public Tokens tokens() {
    return tokens;
  }

  public int port() {
    return port;
  }

  /** Returns the URL of the gateway's root, without a slash at its end. */
  public String origin() {
    return origin;
  }

  public String base() {
    return origin() + "/beta";
  }

  /** Begins a request with a good token; the path stands after {@code /beta}. */
  public HttpRequest.Builder request(String path) {
    return anonymous(path).header("Authorization", "Bearer " + token);
  }

  /** Begins a request without a token. */
  public HttpRequest.Builder anonymous(String path) {
    return HttpRequest.newBuilder(URI.create(base() + path)).timeout(Duration.ofSeconds(20));
  }

  public Answer get(String path) {
    return send(request(path));
  }

  public Answer put(String path, String json) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(json)));
  }

  public Answer post(String path, String json) {
    return send(posting(path, json));
  }

  public HttpRequest.Builder posting(String path, String json) {
    return request(path)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(json));
  }

  public Answer updateSoftware(String deviceId) {
    return send(updating(deviceId));
  }

  public HttpRequest.Builder updating(String deviceId) {
    return posting(
        "/teamwork/devices/" + deviceId + "/updateSoftware",
        "{\"softwareType\":\"teamsClient\",\"softwareVersion\":\"1.0\"}");
  }

  public Answer send(HttpRequest.Builder request) {
    return sendLater(request).join();
  }

  public CompletableFuture<Answer> sendLater(HttpRequest.Builder request) {
    return http.sendAsync(request.build(), BodyHandlers.ofString()).thenApply(Answer::new);
  }

  /** Sends bytes as they are, and returns all that comes back until the server closes. */
  public String raw(String text) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      socket.getInputStream().transferTo(answer);
      return answer.toString(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends a request as it is, with token and {@code Connection: close}. */
  public String rawRequest(String requestLine, String... headers) {
    StringBuilder text = new StringBuilder(requestLine).append("\r\nHost: gateway.test\r\n");
    text.append("Authorization: Bearer ").append(token).append("\r\nConnection: close\r\n");
    for (String header : headers) {
      text.append(header).append("\r\n");
    }
    return raw(text.append("\r\n").toString());
  }

  public int health(String group) {
    URI uri = URI.create(origin() + "/actuator/health/" + group);
    return http.sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
        .join()
        .statusCode();
  }

  void awaitReady() {
    Awaitility.await("the gateway is ready")
        .atMost(Duration.ofSeconds(30))
        .until(() -> health("readiness") == 200);
  }

  @Override
  public void close() {
    context.close();
  }

  private static SSLContext trusting(Path keyStore, Environment settings) {
    String password = settings.getRequiredProperty("server.ssl.key-store-password");
    try {
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(KeyStore.getInstance(keyStore.toFile(), password.toCharArray()));
      SSLContext tls = SSLContext.getInstance("TLS");
      tls.init(null, trust.getTrustManagers(), null);
      return tls;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
