package dev.drydock.gateway.graph;

import dev.drydock.gateway.catalogue.Artifact;
import dev.drydock.gateway.catalogue.Catalogue;
import dev.drydock.gateway.catalogue.Catalogue.Publication;
import dev.drydock.gateway.catalogue.PublishedRelease;
import dev.drydock.gateway.problem.Problem;
import dev.drydock.gateway.problem.ProblemCode;
import dev.drydock.gateway.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/** Publishes and shows what devices can be updated to. */
@RestController
final class ReleasesEndpoint {

  private static final String COLLECTION = GraphUrls.ROOT + "/teamwork/softwareReleases";
  private static final String RELEASE = COLLECTION + "/{softwareType}/{softwareVersion}";

  private final Catalogue catalogue;
  private final JsonBodies bodies;
  private final GraphSettings settings;

  ReleasesEndpoint(Catalogue catalogue, JsonBodies bodies, GraphSettings settings) {
    this.catalogue = catalogue;
    this.bodies = bodies;
    this.settings = settings;
  }

  @PutMapping({RELEASE, RELEASE + "/"})
  CompletableFuture<ResponseEntity<ReleaseResource>> publish(
      @PathVariable String softwareType,
      @PathVariable String softwareVersion,
      @AuthenticationPrincipal Caller caller,
      HttpServletRequest request) {
    QueryOptions.requireNone(request);
    SoftwareTypes.requireType(softwareType);
    SoftwareTypes.requireVersion(softwareVersion);
    Artifact artifact = ReleaseBody.read(bodies.read(request));
    GraphUrls urls = GraphUrls.of(request, settings);
    return catalogue
        .publish(caller, softwareType, softwareVersion, artifact)
        .thenApply(publication -> answer(publication, urls));
  }

  @GetMapping({RELEASE, RELEASE + "/"})
  ResponseEntity<ReleaseResource> release(
      @PathVariable String softwareType,
      @PathVariable String softwareVersion,
      @AuthenticationPrincipal Caller caller,
      HttpServletRequest request) {
    QueryOptions.requireNone(request);
    PublishedRelease release =
        catalogue
            .find(caller.tenantId(), softwareType, softwareVersion)
            .orElseThrow(
                () ->
                    Problem.of(ProblemCode.NOT_FOUND, "There is no such release.")
                        .withInnerCode("softwareVersionNotAvailable"));
    String context = GraphUrls.of(request, settings).releaseContext();
    return Answers.json(200).body(ReleaseResource.of(context, release));
  }

  @GetMapping({COLLECTION, COLLECTION + "/"})
  ResponseEntity<CollectionResource<ReleaseResource>> releases(
      @AuthenticationPrincipal Caller caller, HttpServletRequest request) {
    QueryOptions options = QueryOptions.ofCollection(request);
    int top = options.top();
    GraphUrls urls = GraphUrls.of(request, settings);
    List<PublishedRelease> found =
        catalogue.page(caller.tenantId(), top + 1, options.after(SkipToken.RELEASES));
    List<PublishedRelease> page = found.subList(0, Math.min(top, found.size()));
    return Answers.json(200)
        .body(
            new CollectionResource<>(
                urls.releasesContext(),
                found.size() > top ? nextLink(urls, top, page) : null,
                page.stream().map(release -> ReleaseResource.of(null, release)).toList()));
  }

  private static ResponseEntity<ReleaseResource> answer(Publication publication, GraphUrls urls) {
    PublishedRelease release = publication.release();
    ReleaseResource body = ReleaseResource.of(urls.releaseContext(), release);
    return publication.isNew()
        ? Answers.json(201)
            .header(
                HttpHeaders.LOCATION,
                urls.release(release.softwareType(), release.softwareVersion()))
            .body(body)
        : Answers.json(200).body(body);
  }

  private static String nextLink(GraphUrls urls, int top, List<PublishedRelease> page) {
    PublishedRelease last = page.get(page.size() - 1);
    return SkipToken.RELEASES.nextLink(
        urls.releases(), top, last.softwareType() + '/' + last.softwareVersion());
  }
}
