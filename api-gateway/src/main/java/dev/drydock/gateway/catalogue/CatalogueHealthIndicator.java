package dev.drydock.gateway.catalogue;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Up once the catalogue has been read, while it goes on being read. */
@Component
final class CatalogueHealthIndicator implements HealthIndicator {

  private final CatalogueReader reader;

  CatalogueHealthIndicator(CatalogueReader reader) {
    this.reader = reader;
  }

  @Override
  public Health health() {
    return reader.progress().isAtEnd() && reader.isReading()
        ? Health.up().build()
        : Health.down().build();
  }
}
