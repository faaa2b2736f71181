package dev.drydock.dispatcher.ddi;

import dev.drydock.dispatcher.ddi.auth.Authenticator;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Passes calls on to the instance that has the device's dock. The caller's credentials stay here:
 * what is passed on is let in there by the device's own token. Thread-safe; no thread waits.
 */
public final class Forwarder {

  private static final Answer NO_SECRET =
      Answer.unavailable("Another dispatcher serves the device: retry later.");
  private static final Answer NOT_REACHED =
      Answer.unavailable("The dispatcher that serves the device cannot be reached: retry later.");

  private final HttpClient client;
  private final ForwardSettings settings;
  private final Authenticator authenticator;

  /** Takes what it needs. */
  public Forwarder(ForwardSettings settings, Authenticator authenticator) {
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(settings.connectTimeout())
            .build();
    this.settings = settings;
    this.authenticator = authenticator;
  }

  /**
   * Passes a call on.
   *
   * @param instance base URL of the other instance
   * @return completes with its answer; fails when it does not answer in time
   */
  CompletableFuture<Answer> forward(DeviceCall call, URI instance) {
    Optional<String> token = authenticator.targetToken(call.device());
    if (token.isEmpty()) {
      return CompletableFuture.completedFuture(NO_SECRET);
    }
    return CompletableFuture.completedFuture(call)
        .thenApply(known -> request(known, instance, token.get()))
        .thenCompose(request -> client.sendAsync(request, BodyHandlers.ofByteArray()))
        .thenApply(Forwarder::answer);
  }

  private HttpRequest request(DeviceCall call, URI instance, String token) {
    return HttpRequest.newBuilder(
            URI.create(
                instance.toString().replaceAll("/+$", "")
                    + DdiPath.of(call.device())
                    + call.below()))
        .timeout(settings.timeout())
        .header("Authorization", token)
        .header(CallReader.FORWARDED, call.origin().baseUrl())
        .header(CallReader.LET_IN_BY, call.origin().by().name())
        .header(CallReader.RECEIVED_AT, call.origin().receivedAt().toString())
        .header(CallReader.INSTANCE, authenticator.instanceToken(call.device()).orElse(""))
        .method(call.call().method(), BodyPublishers.ofByteArray(call.body()))
        .build();
  }

  /**
   * Another program that listens where an instance was may say 200 to anything: nothing would be
   * durable. Where our own token is not valid, the instances' secrets differ: no fault of the
   * device.
   */
  private static Answer answer(HttpResponse<byte[]> response) {
    if (response.headers().firstValue(CallReader.ANSWERED).isEmpty()) {
      return NOT_REACHED;
    }
    Map<String, String> headers =
        response
            .headers()
            .firstValue(Answer.RETRY_AFTER)
            .map(seconds -> Map.of(Answer.RETRY_AFTER, seconds))
            .orElse(Map.of());
    return new Answer(response.statusCode(), response.body(), headers);
  }
}
