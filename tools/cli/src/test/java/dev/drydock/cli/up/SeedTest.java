package dev.drydock.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.drydock.kit.terminal.CommandFailure;
import dev.drydock.kit.terminal.StopSignal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against something that answers as the gateway does. */
class SeedTest {

  private final StopSignal signal = StopSignal.listen(Duration.ofSeconds(1));
  private final Map<String, Integer> statuses = new ConcurrentHashMap<>();
  private final Queue<String> requests = new ConcurrentLinkedQueue<>();
  private final Queue<String> conditions = new ConcurrentLinkedQueue<>();
  private HttpServer server;
  private Seed seed;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/beta/teamwork/", this::answer);
    server.start();
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    seed = new Seed(new GatewayClient(url, "token", signal), signal);
  }

  @AfterEach
  void stop() {
    server.stop(0);
    signal.close();
  }

  @Test
  void shouldRegisterADeviceOnlyWhenItIsNotThere() {
    // given
    statuses.put("PUT device-1", 412);
    statuses.put("PUT device-2", 201);

    // when
    seed.registerDevices(2);

    // then
    assertThat(requests).containsExactlyInAnyOrder("PUT device-1", "PUT device-2");
    assertThat(conditions).containsOnly("*");
  }

  @Test
  void shouldLeaveReleasesThatAreThere() {
    // given
    statuses.put("PUT 1.0.96.22", 412);

    // when
    seed.putReleases();

    // then
    assertThat(requests).containsExactly("PUT 1.0.96.22", "PUT 2.4.1");
    assertThat(conditions).containsOnly("*");
  }

  @Test
  void shouldRegisterNoFurtherDeviceWhenTheSignalIsRaised() {
    // given
    signal.raise();

    // when
    seed.registerDevices(1_000);

    // then
    assertThat(requests).isEmpty();
  }

  @Test
  void shouldFailWhenTheGatewayRefuses() {
    // given
    statuses.put("PUT device-1", 401);

    // when, then
    assertThatThrownBy(() -> seed.registerDevices(1))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContainingAll("PUT /beta/teamwork/devices/device-1", "401");
    assertThat(requests).containsExactly("PUT device-1");
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String request =
        exchange.getRequestMethod() + path.substring(path.lastIndexOf('/')).replace('/', ' ');
    requests.add(request);
    conditions.add(String.valueOf(exchange.getRequestHeaders().getFirst("If-None-Match")));
    exchange.getRequestBody().readAllBytes();
    exchange.sendResponseHeaders(statuses.getOrDefault(request, 201), -1);
    exchange.close();
  }
}
