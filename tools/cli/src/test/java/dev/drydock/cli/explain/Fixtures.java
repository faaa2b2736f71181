package dev.drydock.cli.explain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.StreamSupport;

/** What a gateway answers, from files. */
final class Fixtures {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Fixtures() {}

  static ObjectNode json(String name) {
    try (InputStream file = Fixtures.class.getResourceAsStream("/explain/" + name + ".json")) {
      return (ObjectNode) JSON.readTree(file);
    } catch (IOException e) {
      throw new AssertionError("Expected a fixture \"" + name + '"', e);
    }
  }

  static List<JsonNode> history(String name) {
    return StreamSupport.stream(json(name).path("value").spliterator(), false).toList();
  }
}
