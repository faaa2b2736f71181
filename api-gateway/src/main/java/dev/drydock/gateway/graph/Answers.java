package dev.drydock.gateway.graph;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;

/** Begins the answers that have a JSON body. */
public final class Answers {

  private static final String JSON =
      "application/json;odata.metadata=minimal;odata.streaming=true;"
          + "IEEE754Compatible=false;charset=utf-8";

  private Answers() {}

  /** Begins an answer with a status; its body is an object that is written as JSON. */
  public static ResponseEntity.BodyBuilder json(int status) {
    return ResponseEntity.status(HttpStatusCode.valueOf(status))
        .header(HttpHeaders.CONTENT_TYPE, JSON)
        .header("OData-Version", "4.0");
  }
}
