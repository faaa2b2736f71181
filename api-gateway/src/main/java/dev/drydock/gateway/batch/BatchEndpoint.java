package dev.drydock.gateway.batch;

import dev.drydock.gateway.graph.Answers;
import dev.drydock.gateway.graph.JsonBodies;
import dev.drydock.gateway.graph.QueryOptions;
import dev.drydock.gateway.problem.Problem;
import dev.drydock.gateway.problem.ProblemWriter;
import dev.drydock.gateway.problem.RequestIds;
import dev.drydock.gateway.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes several requests in one. */
@RestController
final class BatchEndpoint {

  private static final String PATH = Batch.ROOT + "/$batch";

  /** Twenty bodies of the longest that is read, and what is around them. */
  private static final int MAX_BYTES = 2 * 1024 * 1024;

  private final BatchReader reader;
  private final ItemSender sender;
  private final ItemQueue queue;
  private final ProblemWriter problems;
  private final JsonBodies bodies;
  private final BatchSettings settings;

  BatchEndpoint(
      BatchReader reader,
      ItemSender sender,
      ItemQueue queue,
      ProblemWriter problems,
      JsonBodies bodies,
      BatchSettings settings) {
    this.reader = reader;
    this.sender = sender;
    this.queue = queue;
    this.problems = problems;
    this.bodies = bodies;
    this.settings = settings;
  }

  @PostMapping({PATH, PATH + "/"})
  CompletableFuture<ResponseEntity<BatchAnswer>> batch(
      @AuthenticationPrincipal Caller caller, HttpServletRequest request) {
    QueryOptions.requireNone(request);
    if (BatchConnector.isItem(request)) {
      throw Problem.badRequest("requests", "Expected no batch within a batch.");
    }
    List<BatchItem> items = reader.read(bodies.tree(request, MAX_BYTES));
    Batch batch = Batch.of(request, caller);
    BatchRun run =
        new BatchRun(
            (item, left) -> sender.send(item, batch, left),
            this::refusal,
            send -> queue.run(caller, send),
            settings.limit());
    return run.run(items).thenApply(answer -> Answers.json(200).body(answer));
  }

  private BatchAnswer.Item refusal(BatchItem item, Problem problem) {
    RequestIds ids = RequestIds.of(item.headers().get(RequestIds.CLIENT_REQUEST_ID));
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(ProblemWriter.HEADERS);
    headers.putAll(problem.headers());
    headers.putAll(ids.headers());
    return new BatchAnswer.Item(item.id(), problem.status(), headers, problems.body(problem, ids));
  }
}
