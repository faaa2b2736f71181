package dev.drydock.dispatcher.ddi;

import dev.drydock.dispatcher.config.TestEdge;
import dev.drydock.dispatcher.ddi.auth.DeviceTokenSettings;
import dev.drydock.dispatcher.ddi.auth.DeviceTokens;
import dev.drydock.schemas.DeviceKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.springframework.core.io.ByteArrayResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A device as its agent speaks.
 *
 * @param key who it is
 * @param url base URL of the edge
 */
record Device(DeviceKey key, URI url) {

  static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final DeviceTokens TOKENS =
      new DeviceTokens(
          new DeviceTokenSettings(
              new ByteArrayResource(TestEdge.SECRET.getBytes(StandardCharsets.UTF_8)), null));

  /** Returns a device that nobody knows. */
  static Device anyOf(TestEdge edge) {
    return new Device(new DeviceKey("acme", UUID.randomUUID().toString()), edge.url());
  }

  String path() {
    return "/" + key.tenantId() + "/controller/v1/" + key.deviceId();
  }

  String href(String below) {
    return url + path() + below;
  }

  String token() {
    return "TargetToken " + TOKENS.tokenOf(key).orElseThrow();
  }

  HttpRequest.Builder request(String below) {
    return bare(below).header("Authorization", token());
  }

  /** Returns a request without credentials. */
  HttpRequest.Builder bare(String below) {
    return HttpRequest.newBuilder(URI.create(href(below))).timeout(Duration.ofSeconds(20));
  }

  HttpResponse<String> get(String below) {
    return send(request(below).GET().build());
  }

  HttpResponse<String> post(String below, String body) {
    return send(request(below).POST(BodyPublishers.ofString(body)).build());
  }

  HttpResponse<String> put(String below, String body) {
    return send(request(below).PUT(BodyPublishers.ofString(body)).build());
  }

  CompletableFuture<HttpResponse<String>> getLater(String below) {
    return HTTP.sendAsync(request(below).GET().build(), BodyHandlers.ofString());
  }

  CompletableFuture<HttpResponse<String>> postLater(String below, String body) {
    return HTTP.sendAsync(
        request(below).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
  }

  CompletableFuture<HttpResponse<String>> putLater(String below, String body) {
    return HTTP.sendAsync(
        request(below).PUT(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
  }

  static HttpResponse<String> send(HttpRequest request) {
    try {
      return HTTP.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static JsonNode json(HttpResponse<String> response) {
    return JSON.readTree(response.body());
  }

  static JsonNode json(String text) {
    return JSON.readTree(text.replace('\'', '"'));
  }

  /** Returns a body without more than a client has to say. */
  static String feedback(String execution, String finished) {
    return "{\"id\":\"7\",\"status\":{\"result\":{\"finished\":\""
        + finished
        + "\"},\"execution\":\""
        + execution
        + "\"}}";
  }
}
