package dev.drydock.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.gateway.bed.Gateway;
import dev.drydock.gateway.bed.Gateway.Answer;
import dev.drydock.gateway.bed.GatewayExtension;
import dev.drydock.gateway.bed.TestBed;
import dev.drydock.schemas.MessageHeaders;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(GatewayExtension.class)
final class SeveralGatewaysIT {

  private final TestBed bed;
  private final Gateway first;

  SeveralGatewaysIT(TestBed bed, Gateway first) {
    this.bed = bed;
    this.first = first;
  }

  @Test
  void shouldEachAnswerTheirOwnCallersWhenThereAreSeveral() {
    // given
    String deviceId = "device-" + UUID.randomUUID();
    bed.dispatcher().script(deviceId, (taken, desk) -> desk.refuse(taken));
    first.put("/teamwork/softwareReleases/teamsClient/1.0", "{}");

    try (Gateway second =
        bed.gateway(
            Map.of(
                "drydock.gateway.catalogue.unknown-versions",
                "admit",
                "drydock.gateway.public-url",
                "https://fleet.test/"))) {
      // when
      Answer fromFirst = first.updateSoftware(deviceId);
      Answer fromSecond = second.updateSoftware(deviceId);

      // then
      assertThat(Stream.of(fromFirst, fromSecond))
          .extracting(Answer::error)
          .containsOnly("NotFound/deviceNotFound");
      assertThat(bed.dispatcher().taken(deviceId))
          .extracting(taken -> taken.header(MessageHeaders.REPLY_TO).replaceAll("/.*", ""))
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void shouldPassOnUnknownVersionsAndUseThePublicUrlWhenConfiguredSo() {
    // given
    String deviceId = "device-" + UUID.randomUUID();
    bed.dispatcher().script(deviceId, (taken, desk) -> desk.admit(taken));

    try (Gateway second =
        bed.gateway(
            Map.of(
                "drydock.gateway.catalogue.unknown-versions",
                "admit",
                "drydock.gateway.public-url",
                "https://fleet.test/"))) {
      // when
      Answer answer =
          second.post(
              "/teamwork/devices/" + deviceId + "/updateSoftware",
              "{\"softwareType\":\"firmware\",\"softwareVersion\":\"never published\"}");

      // then
      assertThat(answer.status()).isEqualTo(202);
      assertThat(answer.header("Location"))
          .startsWith("https://fleet.test/beta/teamwork/devices/" + deviceId);
      assertThat(bed.dispatcher().taken(deviceId).get(0).update().getContent().getArtifacts())
          .isEmpty();
    }
  }
}
