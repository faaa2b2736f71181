package dev.drydock.gateway.openapi;

import dev.drydock.gateway.problem.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows the API's document, and the page made of it, to everybody. */
@RestController
final class DocumentEndpoint {

  private final ServerUrl server;
  private final Template json;
  private final Template yaml;
  private final Template page;
  private final String pagePolicy;

  DocumentEndpoint(ServerUrl server) {
    ApiDocument document = ApiDocument.load();
    ApiPage apiPage = new ApiPage(document);
    this.server = server;
    this.json = Template.of(document.json());
    this.yaml = Template.of(document.yaml());
    this.page = Template.of(apiPage.html());
    this.pagePolicy = apiPage.contentSecurityPolicy();
  }

  @GetMapping("/openapi.json")
  ResponseEntity<byte[]> json(HttpServletRequest request) {
    return answer(json, base(request), "application/json", "default-src 'none'");
  }

  @GetMapping("/openapi.yaml")
  ResponseEntity<byte[]> yaml(HttpServletRequest request) {
    return answer(yaml, base(request), "application/yaml", "default-src 'none'");
  }

  @GetMapping("/")
  ResponseEntity<byte[]> page(HttpServletRequest request) {
    return answer(page, base(request), "text/html;charset=utf-8", pagePolicy);
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
