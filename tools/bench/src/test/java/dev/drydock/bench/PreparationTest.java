package dev.drydock.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.drydock.kit.ddi.DdiRequests;
import dev.drydock.kit.http.HttpLoop;
import dev.drydock.kit.terminal.CommandFailure;
import dev.drydock.local.DeviceTokens;
import dev.drydock.testkit.DdiServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparationTest {

  private static final Preparation.Server SERVER = Preparation.Server.gateway("here");

  @TempDir private Path directory;

  @Test
  void shouldSendAgainWhenGatewayIsBusy() throws IOException {
    // given
    try (var gateway = new Gateway((number, id) -> number == 3 ? 429 : 201);
        var http = new HttpLoop()) {

      // when
      Preparation.send(http.pool(gateway.address(), 8), SERVER, puts(gateway, 100), () -> false);

      // then
      assertThat(gateway.paths()).hasSize(101).contains("PUT /beta/teamwork/devices/device%2099");
    }
  }

  @Test
  void shouldFailWhenGatewayRefuses() throws IOException {
    // given
    try (var gateway = new Gateway((number, id) -> 401);
        var http = new HttpLoop()) {

      // then
      assertThatExceptionOfType(CommandFailure.class)
          .isThrownBy(
              () ->
                  Preparation.send(
                      http.pool(gateway.address(), 8), SERVER, puts(gateway, 10), () -> false))
          .withMessageContaining("401")
          .withMessageContaining("the gateway at here")
          .withMessageContaining("--token");
    }
  }

  @Test
  void shouldFailAtOnceWhenNothingListens() throws IOException {
    // given
    InetSocketAddress closed;
    List<byte[]> puts;
    try (var gateway = new Gateway((number, id) -> 201)) {
      closed = gateway.address();
      puts = puts(gateway, 10);
    }
    try (var http = new HttpLoop()) {

      // then
      assertThatExceptionOfType(CommandFailure.class)
          .isThrownBy(() -> Preparation.send(http.pool(closed, 8), SERVER, puts, () -> false))
          .withMessageContaining("no process listens there");
    }
  }

  @Test
  void shouldAskAgainWhenAnswerIsNotAsItShouldBe() throws IOException {
    // given
    var asked = new AtomicInteger();
    try (var gateway = new Gateway((number, id) -> 200);
        var http = new HttpLoop()) {

      // when
      Preparation.await(
          http.pool(gateway.address(), 8),
          SERVER,
          puts(gateway, 5),
          body -> asked.incrementAndGet() != 2,
          () -> false);

      // then
      assertThat(gateway.paths()).hasSize(6);
    }
  }

  @Test
  void shouldLetDevicesSayWhatTheyAreBeforeTheyPoll() throws IOException {
    // given
    Path secret = Files.writeString(directory.resolve("secret"), "s".repeat(32));
    try (var dispatcher = new DdiServer("t1", secret, "00:05:00")) {

      // when
      introduce(dispatcher, secret, "d-1", "d-2");

      // then
      assertThat(dispatcher.attributes("d-1")).isNotEmpty();
      assertThat(dispatcher.attributes("d-2")).isNotEmpty();
      assertThat(dispatcher.calls())
          .containsExactlyInAnyOrder("PUT configData", "PUT configData", "GET", "GET");
    }
  }

  @Test
  void shouldNameDispatcherAndSecretWhenDevicesAreNotLetIn() throws IOException {
    // given
    Path secret = Files.writeString(directory.resolve("secret"), "s".repeat(32));
    Path wrong = Files.writeString(directory.resolve("wrong"), "w".repeat(32));
    try (var dispatcher = new DdiServer("t1", secret, "00:05:00")) {

      // then
      assertThatExceptionOfType(CommandFailure.class)
          .isThrownBy(() -> introduce(dispatcher, wrong, "d-1"))
          .withMessageContaining("the dispatcher at " + dispatcher.address())
          .withMessageContaining("401")
          .withMessageContaining("--secret");
    }
  }

  private static void introduce(DdiServer dispatcher, Path secret, String... devices) {
    try (var http = new HttpLoop()) {
      Preparation.introduce(
          http.pool(dispatcher.address().socket(), 8),
          Preparation.Server.dispatcher(dispatcher.address()),
          new DdiRequests(dispatcher.address(), DeviceTokens.of(secret), "t1"),
          List.of(devices),
          () -> false);
    }
  }

  private static List<byte[]> puts(Gateway gateway, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> gateway.requests().registerDevice("device " + i))
        .toList();
  }
}
