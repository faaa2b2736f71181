package dev.drydock.gateway.openapi;

import dev.drydock.gateway.problem.Problem;
import dev.drydock.gateway.problem.ProblemCode;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Serves the API's document, and a page that shows it, without a token. */
@RestController
final class DocumentEndpoint {

  private static final String NOTHING = "default-src 'none'";

  private final ServerUrl server;
  private final Template json;
  private final Template yaml;
  private final ApiPage page = new ApiPage();

  DocumentEndpoint(ServerUrl server) {
    ApiDocument document = ApiDocument.load();
    this.server = server;
    this.json = Template.of(document.json());
    this.yaml = Template.of(document.yaml());
  }

  @GetMapping("/openapi.json")
  ResponseEntity<byte[]> json(HttpServletRequest request) {
    return answer(json, base(request), "application/json", NOTHING);
  }

  @GetMapping("/openapi.yaml")
  ResponseEntity<byte[]> yaml(HttpServletRequest request) {
    return answer(yaml, base(request), "application/yaml", NOTHING);
  }

  @GetMapping("/")
  ResponseEntity<byte[]> page() {
    return answer(page.index(), "", "text/html;charset=utf-8", ApiPage.POLICY);
  }

  @GetMapping("/api-page/{name}")
  ResponseEntity<byte[]> file(@PathVariable String name) {
    return page.file(name)
        .map(file -> answer(file.text(), "", file.type(), NOTHING))
        .orElseThrow(
            () -> Problem.of(ProblemCode.NOT_FOUND, "The page of the API has no such file."));
  }

  /** Asked for again each time, for it may have changed; sent again only when it has. */
  private static ResponseEntity<byte[]> answer(
      Template template, String base, String type, String policy) {
    return ResponseEntity.ok()
        .eTag(template.etag(base))
        .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
        .header(HttpHeaders.CONTENT_TYPE, type)
        .header("Content-Security-Policy", policy)
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "no-referrer")
        .body(template.fill(base));
  }

  /** A URI has no character that would end a text in JSON, YAML or HTML. */
  private String base(HttpServletRequest request) {
    String base = server.of(request);
    try {
      return new URI(base).toString();
    } catch (URISyntaxException e) {
      throw Problem.badRequest("Host", "Expected the header Host to name a host.");
    }
  }
}
