package dev.drydock.schemas;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/**
 * The schemas that were ever released: {@code history/<name>/1.avsc}, {@code 2.avsc} and so on, on
 * the class path. For reading what an earlier build stored without a registry.
 */
public final class SchemaHistory {

  private SchemaHistory() {}

  /** Returns the schemas of a topic's records, the earliest first. */
  public static List<Schema> of(Topic topic) {
    return of(topic.baseName());
  }

  /**
   * Returns the schemas under a name, the earliest first.
   *
   * @throws IllegalStateException when there is none
   */
  public static List<Schema> of(String name) {
    List<Schema> released = new ArrayList<>();
    while (true) {
      String resource = "/history/" + name + '/' + (released.size() + 1) + ".avsc";
      try (InputStream schema = SchemaHistory.class.getResourceAsStream(resource)) {
        if (schema != null) {
          released.add(new Schema.Parser().parse(schema));
        } else if (released.isEmpty()) {
          throw new IllegalStateException(
              "Expected a released schema on the class path at "
                  + resource
                  + ", but there is none");
        } else {
          return List.copyOf(released);
        }
      } catch (IOException e) {
        throw new UncheckedIOException("Expected to read " + resource, e);
      }
    }
  }
}
