package dev.drydock.dispatcher.ddi;

import static dev.drydock.dispatcher.ddi.StoredFile.BELOW;
import static dev.drydock.dispatcher.ddi.StoredFile.CONTENT;
import static dev.drydock.dispatcher.ddi.StoredFile.content;
import static dev.drydock.dispatcher.ddi.StoredFile.dock;
import static dev.drydock.dispatcher.ddi.StoredFile.downloads;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dispatcher.config.TestEdge;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How many downloads there may be at once. */
final class ArtifactPlacesTest {

  private final FileHost host = new FileHost();

  @AfterEach
  void stop() {
    host.close();
  }

  @Test
  void shouldLetSomeWaitForAPlaceAndOthersComeLater() {
    try (TestEdge small =
        TestEdge.start(
            "drydock.dispatcher.ddi.artifacts.hosts=" + host.host(),
            "drydock.dispatcher.ddi.artifacts.downloads=1",
            "drydock.dispatcher.ddi.artifacts.waiting=1",
            "drydock.dispatcher.ddi.artifacts.bandwidth=2MB")) {
      // given
      Device some = Device.anyOf(small);
      small.put(some.key(), dock(host.put("/fw.bin", CONTENT)));

      // when
      List<CompletableFuture<HttpResponse<String>>> answers =
          IntStream.range(0, 3).mapToObj(n -> some.getLater(BELOW)).toList();

      // then
      assertThat(answers.stream().map(answer -> answer.join().statusCode()))
          .containsExactlyInAnyOrder(200, 200, 503);
      assertThat(
              answers.stream()
                  .filter(answer -> answer.join().statusCode() == 503)
                  .map(answer -> answer.join().headers().firstValue("Retry-After")))
          .allMatch(Optional::isPresent);
    }
  }

  @Test
  void shouldLeaveItsPlaceWhenTheDeviceGoes() {
    try (TestEdge small =
        TestEdge.start(
            "drydock.dispatcher.ddi.artifacts.hosts=" + host.host(),
            "drydock.dispatcher.ddi.artifacts.downloads=1",
            "drydock.dispatcher.ddi.artifacts.waiting=0")) {
      // given
      byte[] large = content(40_000_000);
      Device some = Device.anyOf(small);
      small.put(some.key(), dock(host.put("/large", large), large.length));
      SlowReader gone = SlowReader.open(some, BELOW);
      Awaitility.await("the download is under way").until(() -> downloads(small) == 1);
      assertThat(some.get(BELOW).statusCode()).isEqualTo(503);

      // when
      gone.close();

      // then
      Awaitility.await("its place is free").until(() -> downloads(small) == 0);
    }
  }
}
