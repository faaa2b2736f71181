package dev.drydock.gateway.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class VersionOrderTest {

  @ParameterizedTest
  @CsvSource({
    "SEMVER, 1.0.0-alpha 1.0.0-alpha.1 1.0.0-alpha.beta 1.0.0-beta 1.0.0-beta.2 1.0.0-beta.11"
        + " 1.0.0-rc.1 1.0.0 1.0.1 1.9.1 1.10.0 v2.0.0",
    "DOTTED, 0.9 1.0.95.10 1.0.96.22 1.0.96.100 1.9.1 2.0-rc.1 2 2.0.0.0.1 2.10"
        + " 99999999999999999999.1 100000000000000000000",
    "DATE, 2025-12-31 2026.1.2 2026.01.02.1 20260103 2026/1/4 202601041200 2026-11-30T1159 20261201",
  })
  void shouldOrderVersions(VersionOrder order, String ascending) {
    // given
    List<String> versions = Arrays.asList(ascending.split(" +"));

    for (int i = 0; i < versions.size(); i++) {
      for (int j = 0; j < versions.size(); j++) {
        // when
        int compared = place(order, versions.get(i)).compareTo(place(order, versions.get(j)));

        // then
        assertThat(Integer.signum(compared))
            .as("%s against %s", versions.get(i), versions.get(j))
            .isEqualTo(Integer.compare(i, j));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "SEMVER, 1.0.0+build.7, v1.0.0",
    "DOTTED, 1, 1.0.0",
    "DOTTED, 007.1, 7.1",
    "DATE, 2026-11-30, 20261130",
  })
  void shouldFindNoDifferenceBetweenFormsOfOneVersion(
      VersionOrder order, String one, String other) {
    // when / then
    assertThat(place(order, one)).isEqualByComparingTo(place(order, other));
  }

  @ParameterizedTest
  @CsvSource({
    "SEMVER, 1.0",
    "SEMVER, 1.0.96.22",
    "SEMVER, 1.0.0-",
    "SEMVER, 1.0.0-a..b",
    "DOTTED, 1..2",
    "DOTTED, .1",
    "DOTTED, next",
    "DOTTED, 1.x",
    "DATE, 2026-13-01",
    "DATE, 2026-1-32",
    "DATE, 2026-01.02",
    "DATE, 1.9.1",
    "PUBLISHED, 1.0.0",
    "PUBLISHED, ''",
  })
  void shouldGiveNoPlaceToWhatHasNotTheForm(VersionOrder order, String version) {
    // when / then
    assertThat(order.place(version)).isEmpty();
  }

  private static VersionOrder.Rank place(VersionOrder order, String version) {
    return order.place(version).orElseThrow();
  }
}
