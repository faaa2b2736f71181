package dev.drydock.stream.config;

import dev.drydock.schemas.settings.SettingsDefaults;

/** The defaults of {@code drydock.stream.*}, for {@code stream-service.yml}. */
public final class StreamDefaults extends SettingsDefaults {

  /** Called by Spring. */
  public StreamDefaults() {
    super(StreamSettings.class);
  }
}
