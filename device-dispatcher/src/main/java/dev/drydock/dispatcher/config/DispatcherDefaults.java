package dev.drydock.dispatcher.config;

import dev.drydock.schemas.settings.SettingsDefaults;

/** The defaults of {@code drydock.dispatcher.*}, for {@code application.yml}. */
public final class DispatcherDefaults extends SettingsDefaults {

  /** Called by Spring. */
  public DispatcherDefaults() {
    super(DispatcherSettings.class);
  }
}
