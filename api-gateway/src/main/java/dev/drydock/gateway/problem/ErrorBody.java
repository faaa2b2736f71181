package dev.drydock.gateway.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The error body's JSON. */
record ErrorBody(Envelope error) {

  record Envelope(
      String code,
      String message,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Problem.Detail> details,
      InnerError innerError) {}

  record InnerError(
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String code,
      String date,
      @JsonProperty("request-id") String requestId,
      @JsonProperty("client-request-id") String clientRequestId) {}
}
