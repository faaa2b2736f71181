package dev.drydock.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.gateway.bed.Gateway;
import dev.drydock.gateway.bed.Gateway.Answer;
import dev.drydock.gateway.bed.GatewayExtension;
import dev.drydock.gateway.bed.ScriptedDispatcher;
import dev.drydock.gateway.bed.TestBed;
import dev.drydock.messages.Idempotency;
import dev.drydock.messages.RefusalReason;
import java.net.http.HttpRequest;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(GatewayExtension.class)
final class IdempotencyIT {

  private static final String BODY =
      "{\"softwareType\":\"teamsClient\",\"softwareVersion\":\"1.0\"}";

  private final String deviceId = "device-" + UUID.randomUUID();
  private final String path = "/teamwork/devices/" + deviceId;
  private final Gateway gateway;
  private final ScriptedDispatcher dispatcher;

  IdempotencyIT(TestBed bed, Gateway gateway) {
    this.gateway = gateway;
    this.dispatcher = bed.dispatcher();
  }

  @BeforeEach
  void publishRelease() {
    assertThat(gateway.put("/teamwork/softwareReleases/teamsClient/1.0", "{}").status())
        .isIn(200, 201);
  }

  @Test
  void shouldAnswerAsTheFirstTimeWhenTheDockSaysThatARequestIsRepeated() {
    // given
    dispatcher.script(deviceId, (taken, desk) -> desk.repeat(taken, "op-of-the-first-time"));

    // when
    Answer answer = gateway.send(keyed("key-1", BODY));

    // then
    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.header("Location"))
        .isEqualTo(gateway.base() + path + "/operations/op-of-the-first-time");
  }

  @Test
  void shouldAnswer422WhenTheDockSaysThatTheKeyIsAnothers() {
    // given
    dispatcher.script(
        deviceId, (taken, desk) -> desk.refuse(taken, RefusalReason.IDEMPOTENCY_KEY_REUSED));

    // when
    Answer answer = gateway.send(keyed("key-1", BODY));

    // then
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.error()).isEqualTo("UnprocessableEntity/idempotencyKeyReused");
  }

  @Test
  void shouldAnswer503AndNoVague202WhenNothingIsDecidedInTime() {
    // given
    dispatcher.script(deviceId, (taken, desk) -> {});

    // when
    Answer answer = gateway.send(keyed("key-1", BODY));

    // then
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.error()).isEqualTo("ServiceUnavailable/updateUndecided");
    assertThat(answer.header("Retry-After")).isEqualTo("1");
  }

  @Test
  void shouldKnowTheSameRequestHoweverItIsWritten() {
    // when
    Idempotency first = sent("key-1", BODY);
    Idempotency second =
        sent(
            "key-1",
            "{ \"softwareVersion\": \"1.0\", \"softwareType\": \"teamsClient\","
                + " \"deadlines\": null }");

    // then
    assertThat(second).isEqualTo(first);
    assertThat(first.getKey()).matches("[0-9a-f]{64}");
    // docks remember what earlier builds wrote
    assertThat(first.getBody())
        .isEqualTo("8d1253236159ac3bc09a8f52d06aae0c43ed06719b21fa809881c944a91a1f02");
  }

  @Test
  void shouldTellAnotherKeyAndAnotherBody() {
    // when
    Idempotency first = sent("key-1", BODY);
    Idempotency otherKey = sent("key-2", BODY);
    Idempotency otherBody =
        sent("key-1", BODY.replace("}", ",\"deadlines\":{\"start\":\"PT2H\"}}"));
    Idempotency otherCancel =
        sent("key-1", BODY.replace("}", ",\"deadlines\":{\"cancel\":\"PT2H\"}}"));
    Idempotency onOffer = sent("key-1", "{\"softwareType\":\"teamsClient\"}");

    // then
    assertThat(otherKey.getKey()).isNotEqualTo(first.getKey());
    assertThat(otherKey.getBody()).isEqualTo(first.getBody());
    assertThat(otherBody.getKey()).isEqualTo(first.getKey());
    assertThat(otherBody.getBody()).isNotEqualTo(first.getBody());
    assertThat(otherCancel.getBody()).isNotIn(first.getBody(), otherBody.getBody());
    assertThat(onOffer.getBody()).isNotEqualTo(first.getBody());
  }

  /** Returns what the dock is told of a request's key. */
  private Idempotency sent(String key, String body) {
    dispatcher.script(deviceId, (taken, desk) -> desk.admit(taken));
    assertThat(gateway.send(keyed(key, body)).status()).isEqualTo(202);
    var taken = dispatcher.taken(deviceId);
    return taken.get(taken.size() - 1).update().getIdempotency();
  }

  private HttpRequest.Builder keyed(String key, String body) {
    return gateway.posting(path + "/updateSoftware", body).header("Idempotency-Key", key);
  }
}
