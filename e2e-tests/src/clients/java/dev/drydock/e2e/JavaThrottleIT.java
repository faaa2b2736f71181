package dev.drydock.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.graph.core.requests.GraphClientFactory;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Graph's own client for Java, unchanged, retries when it is told to. */
@ExtendWith({SharedInstallation.class, SharedTlsGateway.class})
class JavaThrottleIT {

  /** However they fall into two periods, one of these is too many. */
  private static final int POSTS = 2 * TlsGateway.WRITES_PER_PERIOD + 1;

  private final ExecutorService threads = Executors.newFixedThreadPool(POSTS);
  private final AtomicInteger refusals = new AtomicInteger();
  private final Fleet fleet;
  private final JavaSdk sdk;

  JavaThrottleIT(Installation drydock, TlsGateway gateway) throws GeneralSecurityException {
    String tenantId = "java-" + UUID.randomUUID();
    fleet = Fleet.of(POSTS, drydock, drydock.caller(tenantId));
    fleet.devices().forEach(device -> device.onCommand(Fleet::obedient));
    String token = drydock.tokenOf(tenantId, "hasty-java-client");
    sdk = new JavaSdk(gateway.url() + "/beta", token, http(gateway.certificate()));
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void shouldPassInTheEndWhenItIsToldToComeLater() {
    // given
    List<CompletableFuture<String>> posts =
        fleet.devices().stream()
            .map(device -> CompletableFuture.supplyAsync(() -> post(device), threads))
            .toList();

    // when
    List<String> locations = posts.stream().map(CompletableFuture::join).toList();

    // then
    assertThat(locations).hasSize(POSTS).doesNotHaveDuplicates();
    assertThat(refusals).hasPositiveValue();
  }

  private String post(KafkaDevice device) {
    return sdk.updateSoftware(device.id(), Release.TEAMS);
  }

  /** The SDK's own HTTP client. It trusts the gateway, and what comes over the wire is counted. */
  private OkHttpClient http(Certificate certificate) throws GeneralSecurityException {
    X509TrustManager trust = certificate.trust();
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(null, new TrustManager[] {trust}, null);
    Interceptor counter =
        chain -> {
          Response answer = chain.proceed(chain.request());
          if (answer.code() == 429) {
            refusals.incrementAndGet();
          }
          return answer;
        };
    return GraphClientFactory.create()
        .sslSocketFactory(tls.getSocketFactory(), trust)
        .addNetworkInterceptor(counter)
        .build();
  }
}
