package dev.drydock.schemas.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.schemas.Topic;
import dev.drydock.schemas.TopicNames;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class KafkaSettingsTest {

  @Test
  void shouldFindTheLocalStackWhenNothingIsSet() {
    assertThat(bind(environment(Map.of())))
        .isEqualTo(new KafkaSettings("127.0.0.1:9092", "http://127.0.0.1:8085", ""));
  }

  @ParameterizedTest
  @CsvSource({
    "bootstrap-servers, ' ', drydock.kafka.bootstrap-servers",
    "schema-registry-url, ' ', drydock.kafka.schema-registry-url",
    "topic-prefix, yard, topic prefix"
  })
  void shouldNameWhatIsWrongWhenAValueIsNotAllowed(String key, String value, String named) {
    assertThatThrownBy(() -> bind(environment(Map.of("drydock.kafka." + key, value))))
        .rootCause()
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(named);
  }

  @Test
  void shouldGivePlaceholdersTheDefaultsOfTheRecordWhenNothingIsSet() {
    // given
    StandardEnvironment environment = environment(Map.of());

    // when
    String resolved =
        environment.resolveRequiredPlaceholders(
            "${drydock.kafka.bootstrap-servers}|${drydock.kafka.topic-prefix}");

    // then
    assertThat(resolved).isEqualTo("127.0.0.1:9092|");
  }

  @ParameterizedTest
  @EnumSource(Topic.class)
  void shouldGivePlaceholdersTheNamesOfTheTopicsWhenThereIsAPrefix(Topic topic) {
    // given
    StandardEnvironment environment = environment(Map.of("drydock.kafka.topic-prefix", "it."));

    // when
    String resolved =
        environment.resolveRequiredPlaceholders("${drydock.topics." + topic.baseName() + "}");

    // then
    assertThat(resolved).isEqualTo(new TopicNames("it.").of(topic));
  }

  private static KafkaSettings bind(StandardEnvironment environment) {
    return Binder.get(environment).bindOrCreate("drydock.kafka", KafkaSettings.class);
  }

  private static StandardEnvironment environment(Map<String, Object> set) {
    StandardEnvironment environment = new StandardEnvironment();
    new KafkaDefaults().postProcessEnvironment(environment, new SpringApplication());
    environment.getPropertySources().addFirst(new MapPropertySource("set", set));
    return environment;
  }
}
