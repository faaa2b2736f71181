package dev.drydock.gateway.openapi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The files of the page that shows the API's document: Swagger UI, and what starts it. Immutable.
 */
final class ApiPage {

  /**
   * Lets the page have scripts, styles and data of this origin only, and nothing inline. Swagger
   * UI's style sheet holds its icons as {@code data:} images.
   */
  static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final String WEBJAR = "classpath:/META-INF/resources/webjars/swagger-ui/*/";
  private static final String SCRIPT = "text/javascript;charset=utf-8";

  private final Template index = Template.of(ApiDocument.resource("/openapi/index.html"));
  private final Map<String, File> files =
      Map.of(
          "initializer.js",
          new File(SCRIPT, Template.of(ApiDocument.resource("/openapi/initializer.js"))),
          "swagger-ui-bundle.js",
          new File(SCRIPT, Template.of(webjar("swagger-ui-bundle.js"))),
          "swagger-ui.css",
          new File("text/css;charset=utf-8", Template.of(webjar("swagger-ui.css"))));

  /**
   * A file that the page loads.
   *
   * @param type its media type
   * @param text its contents
   */
  record File(String type, Template text) {}

  Template index() {
    return index;
  }

  Optional<File> file(String name) {
    return Optional.ofNullable(files.get(name));
  }

  private static String webjar(String name) {
    try {
      Resource[] found = new PathMatchingResourcePatternResolver().getResources(WEBJAR + name);
      return found[0].getContentAsString(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to read " + name, e);
    }
  }
}
