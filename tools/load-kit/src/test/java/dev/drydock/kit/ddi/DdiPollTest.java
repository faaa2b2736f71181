package dev.drydock.kit.ddi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DdiPollTest {

  @Test
  void shouldReadNumbersWhenLinksAreListed() {
    // when
    DdiPoll poll =
        DdiPoll.read(
            """
            {"config":{"polling":{"sleep":"01:02:03"}},"_links":{
              "configData":{"href":"http://h/t/controller/v1/d/configData"},
              "deploymentBase":{"href":"http://h/t/controller/v1/d/deploymentBase/2147483647?c=-1/2"},
              "cancelAction":{"href":"http://h/t/controller/v1/d/cancelAction/7"}}}
            """);

    // then
    assertThat(poll).isEqualTo(new DdiPoll(Duration.ofSeconds(3_723), true, Integer.MAX_VALUE, 7));
  }

  @Test
  void shouldTellThatThereIsNothingWhenNoLinkIsListed() {
    assertThat(DdiPoll.read("{\"config\":{\"polling\":{\"sleep\":\"00:05:00\"}}}"))
        .isEqualTo(new DdiPoll(Duration.ofMinutes(5), false, 0, 0));
  }

  @Test
  void shouldReadIdWhetherItIsNumberOrText() {
    assertThat(DdiPoll.readId("{\"id\":\"12\"}")).isEqualTo(12);
    assertThat(DdiPoll.readId("{\"id\":12}")).isEqualTo(12);
    assertThat(DdiPoll.readStopId("{\"id\":\"9\",\"cancelAction\":{\"stopId\":\"8\"}}"))
        .isEqualTo(8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not found",
        "{}",
        "{\"config\":{\"polling\":{\"sleep\":\"soon\"}}}",
        "{\"config\":{\"polling\":{\"sleep\":\"00:05:00\"}},"
            + "\"_links\":{\"deploymentBase\":{\"href\":\"http://h/3f25\"}}}"
      })
  void shouldRefuseWhenItIsNoAnswerToAPoll(String body) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DdiPoll.read(body))
        .withMessageContaining("from the dispatcher");
  }
}
