package dev.drydock.stream.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.schemas.settings.KafkaDefaults;
import dev.drydock.stream.StartAt;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;

class StreamSettingsTest {

  private static final String BINDER = "spring.cloud.stream.kafka.streams.binder.";

  @Test
  void shouldHaveADefaultForEachSettingWhenNothingIsSet() throws IOException {
    assertThat(bind(environment(Map.of())))
        .isEqualTo(new StreamSettings(Path.of("/var/lib/drydock"), 2, 10, StartAt.POSITION));
  }

  @ParameterizedTest
  @ValueSource(strings = {"threads", "commit-interval-ms"})
  void shouldNameTheKeyAndTheRuleWhenAValueIsTooSmall(String key) {
    assertThatThrownBy(() -> bind(environment(Map.of("drydock.stream." + key, 0))))
        .rootCause()
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Expected drydock.stream." + key + " to be at least 1, but it is 0");
  }

  @ParameterizedTest
  @CsvSource({
    "brokers, 127.0.0.1:9092",
    "application-id, some-service",
    "configuration.num.stream.threads, 2",
    "configuration.commit.interval.ms, 10",
    "configuration.state.dir, /var/lib/drydock"
  })
  void shouldGiveKafkaStreamsTheDefaultsWhenNothingIsSet(String key, String value)
      throws IOException {
    assertThat(environment(Map.of()).getProperty(BINDER + key)).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({
    "kafka.bootstrap-servers, broker:1, brokers, broker:1",
    "kafka.topic-prefix, it., application-id, it.some-service",
    "stream.threads, 7, configuration.num.stream.threads, 7",
    "stream.commit-interval-ms, 50, configuration.commit.interval.ms, 50",
    "stream.state-dir, /data, configuration.state.dir, /data"
  })
  void shouldGiveKafkaStreamsWhatIsSet(String key, String value, String binderKey, String expected)
      throws IOException {
    assertThat(environment(Map.of("drydock." + key, value)).getProperty(BINDER + binderKey))
        .isEqualTo(expected);
  }

  private static StreamSettings bind(StandardEnvironment environment) {
    return Binder.get(environment).bindOrCreate("drydock.stream", StreamSettings.class);
  }

  private static StandardEnvironment environment(Map<String, Object> set) throws IOException {
    StandardEnvironment environment = new StandardEnvironment();
    var sources = environment.getPropertySources();
    sources.addFirst(new MapPropertySource("set", set));
    sources.addLast(
        new MapPropertySource("name", Map.of("spring.application.name", "some-service")));
    new YamlPropertySourceLoader()
        .load("yaml", new ClassPathResource("stream-service.yml"))
        .forEach(sources::addLast);
    new KafkaDefaults().postProcessEnvironment(environment, new SpringApplication());
    new StreamDefaults().postProcessEnvironment(environment, new SpringApplication());
    return environment;
  }
}
