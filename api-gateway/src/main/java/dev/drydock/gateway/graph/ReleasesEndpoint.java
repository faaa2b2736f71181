package dev.drydock.gateway.graph;

import dev.drydock.gateway.catalogue.Catalogue;
import dev.drydock.gateway.catalogue.Catalogue.Publication;
import dev.drydock.gateway.catalogue.PublishedRelease;
import dev.drydock.gateway.catalogue.ReleaseContent;
import dev.drydock.gateway.graph.CollectionPages.Page;
import dev.drydock.gateway.graph.CollectionPages.Target;
import dev.drydock.gateway.problem.Problem;
import dev.drydock.gateway.problem.ProblemCode;
import dev.drydock.gateway.security.Caller;
import dev.drydock.gateway.security.TenantId;
import dev.drydock.view.Cursor;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/** Publishes, shows and withdraws what devices can be updated to. */
@RestController
final class ReleasesEndpoint {

  private static final String COLLECTION = GraphUrls.ROOT + "/teamwork/softwareReleases";
  private static final String RELEASE = COLLECTION + "/{softwareType}/{softwareVersion}";

  private final Catalogue catalogue;
  private final JsonBodies bodies;
  private final CollectionPages pages;
  private final GraphSettings settings;

  ReleasesEndpoint(
      Catalogue catalogue, JsonBodies bodies, CollectionPages pages, GraphSettings settings) {
    this.catalogue = catalogue;
    this.bodies = bodies;
    this.pages = pages;
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
    JsonMembers body = bodies.read(request);
    Conditions conditions = Conditions.of(request);
    GraphUrls urls = GraphUrls.of(request, settings);
    return catalogue
        .inTurn(
            caller.tenantId(),
            softwareType,
            softwareVersion,
            current -> publish(caller, softwareType, softwareVersion, body, conditions, current))
        .thenApply(publication -> answer(caller.tenantId(), publication, urls));
  }

  private CompletableFuture<Publication> publish(
      Caller caller,
      String softwareType,
      String softwareVersion,
      JsonMembers body,
      Conditions conditions,
      Optional<PublishedRelease> current) {
    ReleaseContent before = current.map(PublishedRelease::content).orElse(ReleaseContent.NONE);
    ReleaseContent content = ReleaseBody.read(body, softwareType, softwareVersion, before);
    boolean isRecommended =
        current.filter(release -> catalogue.isRecommended(caller.tenantId(), release)).isPresent();
    Boolean recommended = ReleaseBody.recommended(body, isRecommended);
    conditions.require(current.map(release -> ReleaseTags.of(release, isRecommended)).orElse(null));
    return catalogue.publish(caller, softwareType, softwareVersion, content, recommended);
  }

  @GetMapping({RELEASE, RELEASE + "/"})
  ResponseEntity<Object> release(
      @PathVariable String softwareType,
      @PathVariable String softwareVersion,
      @AuthenticationPrincipal Caller caller,
      HttpServletRequest request) {
    QueryOptions.requireNone(request);
    PublishedRelease release =
        catalogue
            .find(caller.tenantId(), softwareType, softwareVersion)
            .orElseThrow(ReleasesEndpoint::notFound);
    boolean isRecommended = catalogue.isRecommended(caller.tenantId(), release);
    String context = GraphUrls.of(request, settings).releaseContext();
    return Answers.readable(
        request,
        ReleaseTags.of(release, isRecommended),
        () -> ReleaseResource.of(context, release, isRecommended));
  }

  @DeleteMapping({RELEASE, RELEASE + "/"})
  CompletableFuture<ResponseEntity<Void>> withdraw(
      @PathVariable String softwareType,
      @PathVariable String softwareVersion,
      @AuthenticationPrincipal Caller caller,
      HttpServletRequest request) {
    QueryOptions.requireNone(request);
    SoftwareTypes.requireType(softwareType);
    SoftwareTypes.requireVersion(softwareVersion);
    Conditions conditions = Conditions.of(request);
    return catalogue
        .inTurn(
            caller.tenantId(),
            softwareType,
            softwareVersion,
            current -> withdraw(caller, softwareType, softwareVersion, conditions, current))
        .thenApply(gone -> gone.orElseThrow(ReleasesEndpoint::notFound))
        .thenApply(gone -> ResponseEntity.noContent().build());
  }

  /** What this instance does not know is not held against conditions, and not withdrawn by one. */
  private CompletableFuture<Optional<PublishedRelease>> withdraw(
      Caller caller,
      String softwareType,
      String softwareVersion,
      Conditions conditions,
      Optional<PublishedRelease> current) {
    if (current.isPresent()) {
      boolean isRecommended = catalogue.isRecommended(caller.tenantId(), current.get());
      conditions.require(ReleaseTags.of(current.get(), isRecommended));
    } else if (conditions.ifMatch() != null) {
      throw notFound();
    }
    return catalogue.withdraw(caller.tenantId(), softwareType, softwareVersion);
  }

  private static Problem notFound() {
    return Problem.of(ProblemCode.NOT_FOUND, "There is no such release.")
        .withInnerCode("softwareVersionNotAvailable");
  }

  @GetMapping({COLLECTION, COLLECTION + "/"})
  ResponseEntity<CollectionResource<Object>> releases(
      @AuthenticationPrincipal Caller caller, HttpServletRequest request) {
    GraphUrls urls = GraphUrls.of(request, settings);
    Target target =
        new Target(
            CollectionKind.RELEASES,
            caller,
            urls.releases(),
            "softwareReleases",
            urls.releasesContext());
    CollectionRequest wanted = pages.read(request, target);
    Cursor after = wanted.after();
    List<PublishedRelease> found =
        catalogue.page(caller.tenantId(), wanted.top() + 1, after == null ? null : after.id());
    return Answers.json(200)
        .body(pages.write(wanted, target, page(caller.tenantId(), found, wanted.top())));
  }

  private Page page(TenantId tenantId, List<PublishedRelease> found, int top) {
    List<PublishedRelease> shown = found.subList(0, Math.min(top, found.size()));
    return new Page(
        shown.stream()
            .map(
                release ->
                    ReleaseResource.of(null, release, catalogue.isRecommended(tenantId, release)))
            .toList(),
        found.size() > top ? cursor(shown.get(top - 1)) : null,
        null);
  }

  private static Cursor cursor(PublishedRelease last) {
    return new Cursor(null, last.softwareType() + '/' + last.softwareVersion());
  }

  private ResponseEntity<ReleaseResource> answer(
      TenantId tenantId, Publication publication, GraphUrls urls) {
    PublishedRelease release = publication.release();
    boolean isRecommended = catalogue.isRecommended(tenantId, release);
    ReleaseResource body = ReleaseResource.published(urls.releaseContext(), release, isRecommended);
    ResponseEntity.BodyBuilder answer =
        Answers.json(publication.isNew() ? 201 : 200).eTag(ReleaseTags.of(release, isRecommended));
    if (publication.isNew()) {
      answer.header(
          HttpHeaders.LOCATION, urls.release(release.softwareType(), release.softwareVersion()));
    }
    return answer.body(body);
  }
}
