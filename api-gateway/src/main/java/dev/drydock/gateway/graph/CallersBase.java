package dev.drydock.gateway.graph;

import dev.drydock.gateway.openapi.ServerUrl;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;

/** Lets the API's document name the base that answers name too. */
@Component
final class CallersBase implements ServerUrl {

  private final GraphSettings settings;

  CallersBase(GraphSettings settings) {
    this.settings = settings;
  }

  @Override
  public String of(HttpServletRequest request) {
    return GraphUrls.of(request, settings).base();
  }
}
