package dev.drydock.gateway.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.gateway.security.Actor;
import dev.drydock.schemas.Topic;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class ReleaseIndexTest {

  private final ReleaseIndex index = new ReleaseIndex();

  @Test
  void shouldFindTheLatestByTimeAndNotByName() {
    // given
    put("t", "firmware", "9", 2);
    put("t", "firmware", "10", 1);
    put("t", "firmwareX", "11", 3);
    put("u", "firmware", "12", 4);

    // when
    var latest = index.latest("t", "firmware");

    // then
    assertThat(latest).map(PublishedRelease::softwareVersion).contains("9");
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

  private void put(String tenantId, String type, String version, long publishedAt) {
    index.put(
        Topic.releaseKey(tenantId, type, version),
        new PublishedRelease(
            type,
            version,
            null,
            Instant.ofEpochSecond(publishedAt),
            new Actor(null, null, null, null, null)));
  }
}
