package dev.drydock.gateway.graph;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;

/** Begins the answers that have a JSON body. */
final class Answers {

  private static final String JSON =
      "application/json;odata.metadata=minimal;odata.streaming=true;"
          + "IEEE754Compatible=false;charset=utf-8";

  private Answers() {}

  static ResponseEntity.BodyBuilder json(int status) {
    return ResponseEntity.status(HttpStatusCode.valueOf(status))
        .header(HttpHeaders.CONTENT_TYPE, JSON)
        .header("OData-Version", "4.0");
  }
}
