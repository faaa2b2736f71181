package dev.drydock.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.drydock.cli.http.HttpLoop;
import dev.drydock.cli.terminal.CommandFailure;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PreparationTest {

  @Test
  void shouldSendAgainWhenGatewayIsBusy() throws IOException {
    // given
    try (var gateway = new Gateway((number, id) -> number == 3 ? 429 : 201);
        var http = new HttpLoop()) {

      // when
      Preparation.send(http.pool(gateway.address(), 8), puts(gateway, 100), () -> false);

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
                  Preparation.send(http.pool(gateway.address(), 8), puts(gateway, 10), () -> false))
          .withMessageContaining("401");
    }
  }

  private static List<byte[]> puts(Gateway gateway, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> gateway.requests().registerDevice("device " + i))
        .toList();
  }
}
