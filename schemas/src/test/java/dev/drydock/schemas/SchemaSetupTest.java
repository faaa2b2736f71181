package dev.drydock.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SchemaSetupTest {

  private static final TopicNames NAMES = new TopicNames("setup.");

  @Test
  void shouldHoldEachSubjectWhenTheRegistryTakesALevelAtAnyTime() {
    // given
    var registry = new LevelsRegistry(200);

    // when
    SchemaSetup.register(registry, NAMES);

    // then
    assertThat(registry.levels).isEqualTo(levelsOfAll());
  }

  @Test
  void shouldHoldEachSubjectWhenTheRegistryTakesNoLevelBeforeASchema() {
    // given
    var registry = new LevelsRegistry(404);

    // when
    Map<String, Integer> ids = SchemaSetup.register(registry, NAMES);

    // then
    assertThat(ids).hasSize(Topic.values().length);
    assertThat(registry.levels).isEqualTo(levelsOfAll());
  }

  @Test
  void shouldRegisterNothingWhenTheRegistryRefusesTheLevel() throws Exception {
    // given
    var registry = new LevelsRegistry(422);

    // when
    var register = assertThatThrownBy(() -> SchemaSetup.register(registry, NAMES));

    // then
    register.isInstanceOf(IllegalStateException.class).hasMessageContaining("setup.");
    assertThat(registry.getAllSubjects()).isEmpty();
  }

  private static Map<String, String> levelsOfAll() {
    Map<String, String> levels = new HashMap<>();
    Arrays.stream(Topic.values())
        .forEach(
            topic -> levels.put(SchemaSetup.subject(topic, NAMES), SchemaSetup.COMPATIBILITY.name));
    return levels;
  }

  /** Confluent's own registry in memory, which answers for a subject without schemas as told. */
  private static final class LevelsRegistry extends MockSchemaRegistryClient {

    private final Map<String, String> levels = new HashMap<>();
    private final int statusBeforeASchema;

    private LevelsRegistry(int statusBeforeASchema) {
      this.statusBeforeASchema = statusBeforeASchema;
    }

    @Override
    public String updateCompatibility(String subject, String level)
        throws IOException, RestClientException {
      if (statusBeforeASchema != 200 && !getAllSubjects().contains(subject)) {
        throw new RestClientException("No such subject", statusBeforeASchema, 40401);
      }
      levels.put(subject, level);
      return level;
    }
  }
}
