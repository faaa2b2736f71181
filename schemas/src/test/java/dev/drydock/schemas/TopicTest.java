package dev.drydock.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.messages.Cause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicTest {

  @ParameterizedTest
  @EnumSource(Topic.class)
  void shouldFindATopicByItsNameAndType(Topic topic) {
    TopicNames names = new TopicNames("blue.");

    assertThat(names.topic(names.of(topic))).contains(topic);
    assertThat(names.topic(topic.baseName())).isEmpty();
    assertThat(Topic.of(topic.valueType())).isEqualTo(topic);
  }

  @Test
  void shouldRefuseATypeThatStandsOnNoTopic() {
    assertThatThrownBy(() -> Topic.of(Cause.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Cause");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a.", "blue-", "Green_1."})
  void shouldTakeAPrefixThatEndsInASeparator(String prefix) {
    assertThat(new TopicNames(prefix).of(Topic.DEVICES)).isEqualTo(prefix + "devices");
  }

  @ParameterizedTest
  @ValueSource(strings = {"blue", "a b.", "é.", "a/"})
  void shouldRefuseAPrefixThatIsNone(String prefix) {
    assertThatThrownBy(() -> new TopicNames(prefix))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining('"' + prefix + '"');
  }
}
