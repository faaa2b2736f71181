package dev.drydock.dispatcher.ddi;

import dev.drydock.dispatcher.artifact.Artifacts;
import dev.drydock.dispatcher.ddi.auth.Authenticator;
import dev.drydock.dispatcher.ddi.auth.Credential;
import dev.drydock.exchange.AsyncExchange;
import dev.drydock.schemas.DeviceKey;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The device edge's way in: takes the calls of devices, and passes everything else on. Stands
 * before all other filters, which cost more than a poll does. Thread-safe.
 *
 * <p>A caller that may not speak for a device learns nothing of it, not even whether there is
 * something at a path.
 */
public final class DdiFilter implements Filter {

  static final Logger LOG = LoggerFactory.getLogger(DdiFilter.class);
  private static final Answer NOTHING_HERE = Answer.notFound("There is no resource at this path.");
  private static final Answer NO_ID =
      Answer.error(
          Answer.BAD_REQUEST,
          "The tenant and the device in a path are percent-encoded ids, each " + DeviceKey.ID_RULE);
  private static final Answer TOO_LATE =
      Answer.unavailable("The request timed out: retry later.").closing();

  /** There is an agent that installs again after a report that was answered 503. */
  private static final Answer REPORT_TOO_LATE = PendingReports.NOT_WRITTEN.closing();

  private static final Answer NOT_LET_IN =
      Answer.error(
          Answer.UNAUTHORIZED,
          "A valid token of the device or of its tenant is required.",
          Map.of("WWW-Authenticate", Authenticator.CHALLENGE));

  private final Authenticator authenticator;
  private final CallReader reader;
  private final DeviceEdge edge;
  private final DdiSettings settings;
  private final DdiMeters meters;
  private final ArtifactEndpoint artifacts;
  private final OpenBodies bodies = new OpenBodies();

  /** Takes what it needs. */
  public DdiFilter(
      Authenticator authenticator,
      DeviceEdge edge,
      Artifacts artifacts,
      DdiSettings settings,
      DdiMeters meters,
      InstantSource clock) {
    this.authenticator = authenticator;
    this.reader = new CallReader(settings, clock);
    this.edge = edge;
    this.settings = settings;
    this.meters = meters;
    this.artifacts = new ArtifactEndpoint(edge, artifacts, authenticator, meters);
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest http = (HttpServletRequest) request;
    if (http.getAttribute(Artifacts.CUT) != null) {
      ArtifactEndpoint.cut(http, (HttpServletResponse) response);
      return;
    }
    DdiPath path = DdiPath.of(http.getRequestURI());
    if (path == null) {
      chain.doFilter(request, response);
    } else {
      receive(path, http, (HttpServletResponse) response);
    }
  }

  private void receive(DdiPath path, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    DeviceKey device = path.device();
    Call call = path.call();
    Optional<Credential> credential =
        device == null ? Optional.empty() : authenticator.authenticate(device, request);
    if (device == null) {
      refuse(request, response, NO_ID);
    } else if (credential.isEmpty()) {
      refuse(request, response, NOT_LET_IN);
    } else if (call == null) {
      refuse(request, response, NOTHING_HERE);
    } else if (!call.isCalledBy(request.getMethod())) {
      refuse(request, response, notAllowed(call));
    } else if (call == Call.ARTIFACT && !BodyReader.hasBody(request)) {
      artifacts.receive(
          reader.read(call, device, path, credential.get(), request), request, response);
    } else if (call == Call.ARTIFACT) {
      refuse(request, response, NOTHING_HERE);
    } else {
      handle(reader.read(call, device, path, credential.get(), request), request, response);
    }
  }

  /** What is known at once is answered at once: most polls are. */
  private void handle(DeviceCall call, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (BodyReader.hasBody(request)) {
      handleWithBody(call, request, response);
      return;
    }
    CompletableFuture<Answer> answer = edge.answer(call);
    if (answer.isDone()) {
      send(call.call(), request, response, answer.join());
    } else {
      answer.thenAccept(begin(call.call(), request));
    }
  }

  /**
   * A device has few bodies at once, on their way or being answered, however many connections it
   * opens: so its final reports, which do not wait for others, are few as well.
   */
  private void handleWithBody(
      DeviceCall call, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<Answer> refusal = BodyFormat.refusal(request);
    if (refusal.isPresent()) {
      discard(call.call(), request, DeviceEdge.marked(call, refusal.get()));
      return;
    }
    CompletableFuture<byte[]> body = new CompletableFuture<>();
    Consumer<Answer> exchange = begin(call.call(), request);
    AsyncExchange.onCompletion(request, () -> bodies.close(call.device(), body));
    bodies.open(call.device(), body);
    body.thenCompose(bytes -> answer(call.with(bytes)))
        .exceptionally(failure -> DeviceEdge.marked(call, edge.failed(failure)))
        .thenAccept(exchange);
    BodyReader.read(request, body);
  }

  private CompletableFuture<Answer> answer(DeviceCall call) {
    return bodies.hasRoom(call.device()) ? edge.answer(call) : edge.answerAtOnce(call);
  }

  /** The web server would wait for the rest of a body, with a thread of its own. */
  private void refuse(HttpServletRequest request, HttpServletResponse response, Answer answer)
      throws IOException {
    if (BodyReader.hasBody(request)) {
      discard(null, request, answer);
    } else {
      send(null, request, response, answer);
    }
  }

  private void discard(@Nullable Call call, HttpServletRequest request, Answer answer)
      throws IOException {
    Consumer<Answer> exchange = begin(call, request);
    BodyReader.discard(request)
        .thenAccept(isWhole -> exchange.accept(isWhole ? answer : answer.closing()));
  }

  /** Begins an exchange, and returns what ends it with its answer. */
  private Consumer<Answer> begin(@Nullable Call call, HttpServletRequest request) {
    Answer tooLate = call != null && call.isFeedback() ? REPORT_TOO_LATE : TOO_LATE;
    AsyncExchange exchange =
        AsyncExchange.begin(
            request, settings.answerTimeout(), to -> send(call, request, to, tooLate));
    return answer -> exchange.end(to -> send(call, request, to, answer));
  }

  private void send(
      @Nullable Call call,
      HttpServletRequest request,
      HttpServletResponse response,
      Answer answer) {
    meters.answered(call, answer.status());
    send(request, response, answer);
  }

  private static void send(
      HttpServletRequest request, HttpServletResponse response, Answer answer) {
    try {
      AnswerWriter.write(request, response, answer);
    } catch (IOException e) {
      LOG.debug("The device closed the connection before the answer was written", e);
    }
  }

  private static Answer notAllowed(Call call) {
    return Answer.error(
        Answer.METHOD_NOT_ALLOWED,
        "The method of this path is " + call.method() + ".",
        Map.of("Allow", call.method()));
  }
}
