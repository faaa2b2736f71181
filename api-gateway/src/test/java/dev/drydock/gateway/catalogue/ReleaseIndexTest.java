package dev.drydock.gateway.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.schemas.Topic;
import dev.drydock.view.Actor;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReleaseIndexTest {

  private final ReleaseIndex index =
      new ReleaseIndex(
          new VersionOrders(
              VersionOrder.DOTTED,
              VersionOrder.DOTTED,
              VersionOrder.PUBLISHED,
              VersionOrder.DOTTED,
              VersionOrder.DATE,
              VersionOrder.SEMVER));

  @Test
  void shouldOfferTheNewestByVersionAndNotByPublication() {
    // given
    put("t", "firmware", "2.0", 1);
    put("t", "firmware", "10.0-rc.1", 2);
    put("t", "firmware", "10.0", 3);
    put("t", "firmware", "1.9.1", 4);
    put("t", "firmware", "hotfix", 5);
    put("t", "firmwareX", "11", 6);
    put("u", "firmware", "12", 7);

    // when / then
    assertThat(onOffer("firmware")).isEqualTo("10.0");
  }

  @Test
  void shouldOfferWhatWasPublishedLastWhenNoVersionHasAPlace() {
    // given
    put("t", "teamsClient", "9", 1);
    put("t", "teamsClient", "1", 2);
    put("t", "companyPortal", "squeeze", 3);
    put("t", "companyPortal", "lenny", 2);

    // when / then
    assertThat(onOffer("teamsClient")).isEqualTo("1");
    assertThat(onOffer("companyPortal")).isEqualTo("squeeze");
  }

  @Test
  void shouldOfferWhatWasRecommendedLastBeforeAnythingNewer() {
    // given
    recommend("firmware", "1.9", 5);
    recommend("firmware", "1.8", 6);
    put("t", "firmware", "2.0", 7);

    // when
    String both = onOffer("firmware");
    index.remove(Topic.releaseKey("t", "firmware", "1.8"));
    String one = onOffer("firmware");
    put("t", "firmware", "1.9", 5);

    // then
    assertThat(both).isEqualTo("1.8");
    assertThat(one).isEqualTo("1.9");
    assertThat(onOffer("firmware")).isEqualTo("2.0");
  }

  @ParameterizedTest
  @CsvSource({
    "firmware, 2.0, 1.9.1, 1",
    "firmware, 1.9.1, 2.0, -1",
    "firmware, 2.0, 2, 0",
    "firmware, 2.0, from the factory, 1",
    "firmware, nightly, 0.1, -1",
    "teamsClient, 1, 9, 1",
    "teamsClient, 9, 1, -1",
    "teamsClient, 1, 2,",
    "firmware, nightly, from the factory,",
    "partnerAgent, 20261130, 2026-12-01, -1",
  })
  void shouldCompareAReleaseWithWhatADeviceRuns(
      String type, String release, String runs, @Nullable Integer expected) {
    // given
    put("t", "teamsClient", "9", 1);
    put("t", "teamsClient", "1", 2);
    put("t", type, release, release.equals("9") ? 1 : 3);
    PublishedRelease compared = index.find("t", type, release).orElseThrow();

    // when / then
    assertThat(index.compare("t", compared, runs).stream().map(Integer::signum).boxed().toList())
        .isEqualTo(expected == null ? List.of() : List.of(expected));
  }

  @Test
  void shouldShowATenantOnlyItsOwn() {
    // given
    put("t", "firmware", "1", 1);
    put("t2", "firmware", "2", 1);

    // when
    var page = index.page("t", 10, null);

    // then
    assertThat(page).extracting(PublishedRelease::softwareVersion).containsExactly("1");
  }

  @Test
  void shouldGoOnAfterTheLastOneWhenThePageBeforeEnded() {
    // given
    put("t", "adminAgent", "1", 1);
    put("t", "adminAgent", "2", 1);
    put("t", "firmware", "0", 1);

    // when
    var page = index.page("t", 1, "adminAgent/1");

    // then
    assertThat(page).extracting(PublishedRelease::softwareVersion).containsExactly("2");
  }

  @Test
  void shouldForgetARelease() {
    // given
    put("t", "firmware", "1", 1);

    // when
    index.remove(Topic.releaseKey("t", "firmware", "1"));

    // then
    assertThat(index.find("t", "firmware", "1")).isEmpty();
  }

  private String onOffer(String type) {
    return index.onOffer("t", type).map(PublishedRelease::softwareVersion).orElse("");
  }

  private void put(String tenantId, String type, String version, long publishedAt) {
    index.put(Topic.releaseKey(tenantId, type, version), release(type, version, publishedAt, null));
  }

  private void recommend(String type, String version, long at) {
    index.put(
        Topic.releaseKey("t", type, version), release(type, version, 1, Instant.ofEpochSecond(at)));
  }

  private static PublishedRelease release(
      String type, String version, long publishedAt, @Nullable Instant recommendedAt) {
    return new PublishedRelease(
        type,
        version,
        ReleaseContent.NONE,
        Instant.ofEpochSecond(publishedAt),
        new Actor(null, null, null, null, null),
        recommendedAt);
  }
}
