package dev.drydock.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

class FilterTest {

  private static final JsonMapper JSON = JsonMapper.shared();

  @Test
  void shouldReadWhatItWrites() {
    Filter filter =
        new Filter.Or(
            List.of(
                new Filter.And(List.of()),
                new Filter.Not(new Filter.Comparison("state", "eq", "failed")),
                new Filter.Comparison("completedAt", "ne", null),
                new Filter.Comparison("createdAt", "lt", 5L),
                new Filter.In("errorCode", Arrays.asList("a", null))));

    assertThat(JSON.readValue(JSON.writeValueAsString(filter), Filter.class)).isEqualTo(filter);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "5",
        "[]",
        "{'and': [], 'or': []}",
        "{'not': null}",
        "{'field': 'state'}",
        "{'field': 'state', 'op': 'eq'}",
        "{'field': 'state', 'value': 'a'}",
        "{'op': 'eq', 'value': 'a'}",
        "{'in': []}",
        "{'and': [], 'field': 'state'}",
        "{'field': 'state', 'in': ['a'], 'op': 'eq'}"
      })
  void shouldRefuseWhatIsNoFilter(String json) {
    assertThatThrownBy(() -> JSON.readValue(json.replace('\'', '"'), Filter.class))
        .isInstanceOf(JacksonException.class);
  }
}
