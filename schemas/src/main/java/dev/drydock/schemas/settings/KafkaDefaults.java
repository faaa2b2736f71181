package dev.drydock.schemas.settings;

import dev.drydock.schemas.Topic;
import java.util.Map;

/**
 * The defaults of {@code drydock.kafka.*}, and the names of the installation's topics: {@code
 * ${drydock.topics.dispatch-events}} is that topic's name with its prefix.
 */
public final class KafkaDefaults extends SettingsDefaults {

  /** Called by Spring. */
  public KafkaDefaults() {
    super(KafkaSettings.class);
  }

  @Override
  protected Map<String, Object> properties() {
    Map<String, Object> properties = super.properties();
    for (Topic topic : Topic.values()) {
      properties.put(
          "drydock.topics." + topic.baseName(), "${drydock.kafka.topic-prefix}" + topic.baseName());
    }
    return properties;
  }
}
