package dev.drydock.dispatcher.stream;

import dev.drydock.dispatcher.core.Artifact;
import dev.drydock.dispatcher.core.Content;
import dev.drydock.dispatcher.core.Offer;
import dev.drydock.dispatcher.core.Software;
import dev.drydock.dispatcher.core.Terms;
import dev.drydock.dispatcher.state.ArtifactState;
import dev.drydock.dispatcher.state.ModeState;
import dev.drydock.dispatcher.state.OfferState;
import dev.drydock.messages.ReleaseContent;
import dev.drydock.messages.ReleaseDelivery;
import dev.drydock.messages.RequestUpdate;
import dev.drydock.messages.UpdateMode;
import dev.drydock.schemas.DeadLetterReason;
import java.time.Instant;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a device is given, as a request says it, as it is stored and as the rules see it. */
final class OfferCodec {

  private OfferCodec() {}

  /**
   * Returns what a request asks for.
   *
   * @throws DockInputCodec.UnfitException when it has a word that this build does not know
   */
  static Offer offer(RequestUpdate request) {
    return new Offer(
        new Software(request.getSoftwareType(), request.getSoftwareVersion()),
        content(request.getContent()),
        new Terms(
            mode(request.getMode()), window(request.getWindowFrom(), request.getWindowUntil())));
  }

  static Offer offer(OfferState state) {
    return new Offer(
        new Software(state.getSoftwareType(), state.getSoftwareVersion()),
        new Content(
            state.getArtifacts().stream().map(OfferCodec::artifact).toList(),
            state.getPart(),
            state.getName(),
            new TreeMap<>(state.getMetadata()),
            state.getProxied()),
        new Terms(mode(state.getMode()), window(state.getWindowFrom(), state.getWindowUntil())));
  }

  static OfferState state(Offer offer) {
    Content content = offer.content();
    Terms.Window window = offer.terms().window();
    return new OfferState(
        offer.software().type(),
        offer.software().version(),
        content.artifacts().stream().map(OfferCodec::state).toList(),
        content.part(),
        content.name(),
        content.metadata(),
        content.isProxied(),
        state(offer.terms().mode()),
        window == null ? null : window.from(),
        window == null ? null : window.until());
  }

  private static Content content(ReleaseContent content) {
    return new Content(
        content.getArtifacts().stream().map(OfferCodec::artifact).toList(),
        content.getPart(),
        content.getName(),
        new TreeMap<>(content.getMetadata()),
        isProxied(content.getDelivery()));
  }

  private static Artifact artifact(dev.drydock.messages.Artifact artifact) {
    return new Artifact(
        artifact.getUri(),
        artifact.getFileName(),
        artifact.getSizeBytes(),
        artifact.getMd5(),
        artifact.getSha1(),
        artifact.getSha256());
  }

  private static Artifact artifact(ArtifactState state) {
    return new Artifact(
        state.getUri(),
        state.getFileName(),
        state.getSizeBytes(),
        state.getMd5(),
        state.getSha1(),
        state.getSha256());
  }

  private static ArtifactState state(Artifact artifact) {
    return new ArtifactState(
        artifact.uri(),
        artifact.fileName(),
        artifact.sizeBytes(),
        artifact.md5(),
        artifact.sha1(),
        artifact.sha256());
  }

  private static Terms.Mode mode(String word) {
    return switch (word) {
      case UpdateMode.FORCED -> Terms.Mode.FORCED;
      case UpdateMode.SOFT -> Terms.Mode.SOFT;
      case UpdateMode.DOWNLOAD_ONLY -> Terms.Mode.DOWNLOAD_ONLY;
      default -> throw unknown("mode", word);
    };
  }

  /** The URI of a release that is not given directly may hold a secret: a guess could tell it. */
  private static boolean isProxied(String word) {
    return switch (word) {
      case ReleaseDelivery.DIRECT -> false;
      case ReleaseDelivery.PROXIED -> true;
      default -> throw unknown("delivery", word);
    };
  }

  private static DockInputCodec.UnfitException unknown(String member, String word) {
    return new DockInputCodec.UnfitException(
        DeadLetterReason.UNKNOWN_KIND,
        "Expected a " + member + " that this build knows, but it is \"" + word + "\".");
  }

  private static Terms.Mode mode(ModeState state) {
    return switch (state) {
      case FORCED -> Terms.Mode.FORCED;
      case SOFT -> Terms.Mode.SOFT;
      case DOWNLOAD_ONLY -> Terms.Mode.DOWNLOAD_ONLY;
    };
  }

  private static ModeState state(Terms.Mode mode) {
    return switch (mode) {
      case FORCED -> ModeState.FORCED;
      case SOFT -> ModeState.SOFT;
      case DOWNLOAD_ONLY -> ModeState.DOWNLOAD_ONLY;
    };
  }

  private static Terms.@Nullable Window window(@Nullable Instant from, @Nullable Instant until) {
    return from == null || until == null ? null : new Terms.Window(from, until);
  }
}
