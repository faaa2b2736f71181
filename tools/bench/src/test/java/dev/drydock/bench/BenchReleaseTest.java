package dev.drydock.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.kit.http.HttpLoop;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class BenchReleaseTest {

  private static final String RELEASE = "/beta/teamwork/softwareReleases/teamsClient/1.0";

  private final List<String> said = new CopyOnWriteArrayList<>();

  @Test
  void shouldBeInTheCatalogueAsLongAsTheBenchRuns() throws IOException {
    // given
    try (var gateway = new Gateway((number, id) -> number == 1 ? 201 : 204);
        var http = new HttpLoop()) {
      BenchRelease release = published(gateway, http);
      assertThat(gateway.paths()).containsExactly("PUT " + RELEASE);

      // when
      release.close();

      // then
      assertThat(gateway.paths()).containsExactly("PUT " + RELEASE, "DELETE " + RELEASE);
      assertThat(said).isEmpty();
    }
  }

  @Test
  void shouldSayThatItMayStayWhenItIsNotWithdrawn() throws IOException {
    // given
    try (var gateway = new Gateway((number, id) -> number == 1 ? 201 : 403);
        var http = new HttpLoop()) {
      BenchRelease release = published(gateway, http);

      // when
      release.close();

      // then
      assertThat(said)
          .singleElement()
          .asString()
          .contains("release 1.0 may stay in the catalogue")
          .contains("403");
    }
  }

  private BenchRelease published(Gateway gateway, HttpLoop http) {
    GraphRequests requests = gateway.requests();
    return BenchRelease.published(
        http.pool(gateway.address(), 2),
        Preparation.Server.gateway("here"),
        requests,
        requests.putRelease(),
        said::add);
  }
}
