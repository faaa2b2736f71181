package dev.drydock.schemas.settings;

import java.lang.reflect.Parameter;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Gives the placeholders of configuration files the defaults of a settings record: {@code
 * ${drydock.kafka.bootstrap-servers}} is its {@link DefaultValue} when nothing sets it. So a
 * default stands in the record and nowhere else.
 *
 * <p>A subclass names the record and stands in {@code META-INF/spring.factories}.
 */
public abstract class SettingsDefaults implements EnvironmentPostProcessor {

  private final Class<? extends Record> settings;

  /** Takes a record with {@link ConfigurationProperties} and its canonical constructor alone. */
  protected SettingsDefaults(Class<? extends Record> settings) {
    this.settings = settings;
  }

  @Override
  public final void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    environment
        .getPropertySources()
        .addLast(new MapPropertySource(getClass().getName(), properties()));
  }

  /** Returns the values by key; each may hold placeholders. */
  protected Map<String, Object> properties() {
    String prefix = settings.getAnnotation(ConfigurationProperties.class).value();
    Map<String, Object> properties = new HashMap<>();
    for (Parameter parameter : settings.getDeclaredConstructors()[0].getParameters()) {
      DefaultValue value = parameter.getAnnotation(DefaultValue.class);
      if (value != null && value.value().length > 0) {
        properties.put(
            prefix + '.' + DataObjectPropertyName.toDashedForm(parameter.getName()),
            String.join(",", value.value()));
      }
    }
    return properties;
  }
}
