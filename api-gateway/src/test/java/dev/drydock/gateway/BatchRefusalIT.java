package dev.drydock.gateway;

import static dev.drydock.gateway.bed.Batches.get;
import static dev.drydock.gateway.bed.Batches.requests;
import static dev.drydock.gateway.bed.Batches.responses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.gateway.bed.Gateway;
import dev.drydock.gateway.bed.Gateway.Answer;
import dev.drydock.gateway.bed.GatewayExtension;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Batches, and items of batches, that are refused. */
@ExtendWith(GatewayExtension.class)
final class BatchRefusalIT {

  private final Gateway gateway;

  BatchRefusalIT(Gateway gateway) {
    this.gateway = gateway;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/$batch",
        "/teamwork/devices/..%2f..",
        "/teamwork/%00",
        "//x",
        "/a;b/c",
        "/a%zz",
        "http://127.0.0.1/x",
        "/../actuator/health",
        "/%2e%2e/actuator/health",
        "/%2E./openapi.json",
        "/..;/actuator/health",
      })
  void shouldAnswerAnErrorWhenAnItemsUrlLeadsNowhere(String url) {
    // when
    Map<String, JsonNode> responses = responses(batch(get("a", url)));

    // then
    assertThat(responses.get("a").path("status").asInt()).isBetween(400, 499);
    assertThat(responses.get("a").at("/body/error/code").asString()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | requests",
        "{\"requests\":[]} | requests",
        "{\"requests\":{}} | requests",
        "{\"requests\":[1]} | requests[0]",
        "{\"requests\":[{\"method\":\"GET\",\"url\":\"/x\"}]} | requests[0].id",
        "{\"requests\":[{\"id\":\"1\",\"url\":\"/x\"}]} | requests[0].method",
        "{\"requests\":[{\"id\":\"1\",\"method\":\"G T\",\"url\":\"/x\"}]} | requests[0].method",
        "{\"requests\":[{\"id\":\"1\",\"method\":\"TRACE\",\"url\":\"/x\"}]} | requests[0].method",
        "{\"requests\":[{\"id\":\"1\",\"method\":\"GET\",\"url\":\"/x\",\"headers\":{\"a\":\"1\",\"A\":\"2\"}}]}"
            + " | requests[0].headers",
        "{\"requests\":[{\"id\":\"1\",\"method\":\"GET\"}]} | requests[0].url",
        "{\"requests\":[{\"id\":\"1\",\"method\":\"GET\",\"url\":\"/a b\"}]} | requests[0].url",
        "{\"requests\":[{\"id\":\"1\",\"method\":\"GET\",\"url\":\"/x\",\"headers\":[]}]}"
            + " | requests[0].headers",
        "{\"requests\":[{\"id\":\"1\",\"method\":\"GET\",\"url\":\"/x\",\"headers\":{\"a\":\"\\n\"}}]}"
            + " | requests[0].headers",
        "{\"requests\":[{\"id\":\"1\",\"method\":\"GET\",\"url\":\"/x\",\"headers\":{\"a\":\"\u00e9\"}}]}"
            + " | requests[0].headers",
        "{\"requests\":[{\"id\":\"1\",\"method\":\"GET\",\"url\":\"/x\",\"dependsOn\":[\"2\"]}]}"
            + " | requests",
        "{\"requests\":[{\"id\":\"1\",\"method\":\"GET\",\"url\":\"/x\",\"dependsOn\":[\"1\"]}]}"
            + " | requests",
        "{\"requests\":[{\"id\":\"a\",\"method\":\"GET\",\"url\":\"/x\"},"
            + "{\"id\":\"A\",\"method\":\"GET\",\"url\":\"/y\"}]} | requests",
      })
  void shouldAnswer400ForAllWhenTheBatchIsWrong(String body, String target) {
    // when
    Answer answer = gateway.post("/$batch", body);

    // then
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/error/details/0/target").asString()).isEqualTo(target);
  }

  @Test
  void shouldAnswer400WhenThereAreTooManyItems() {
    // when
    String[] many = IntStream.range(0, 21).mapToObj(i -> get("r" + i, "/x")).toArray(String[]::new);

    // then
    assertThat(batch(many).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/$batch", "/%24batch", "$batch/"})
  void shouldRefuseABatchWithinABatch(String url) {
    // given
    String inner =
        """
        {"id":"inner","method":"POST","url":"%s","headers":{"Content-Type":"application/json"},
         "body":{"requests":[{"id":"1","method":"GET","url":"/teamwork/devices/d"}]}}"""
            .formatted(url);

    // when
    Map<String, JsonNode> responses = responses(batch(inner));

    // then
    assertThat(responses.get("inner").path("status").asInt()).isEqualTo(400);
  }

  @Test
  void shouldAnswer401WithoutAToken() {
    // when
    Answer answer = gateway.send(gateway.anonymous("/$batch").POST(BodyPublishers.ofString("{}")));

    // then
    assertThat(answer.status()).isEqualTo(401);
  }

  private Answer batch(String... items) {
    return gateway.post("/$batch", requests(items));
  }
}
