package dev.drydock.gateway.batch;

import dev.drydock.gateway.graph.Answers;
import dev.drydock.gateway.graph.JsonBodies;
import dev.drydock.gateway.graph.QueryOptions;
import dev.drydock.gateway.problem.Problem;
import dev.drydock.gateway.problem.ProblemWriter;
import dev.drydock.gateway.problem.RequestIds;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Takes several requests in one. */
@RestController
final class BatchEndpoint {

  private static final String PATH = Connection.ROOT + "/$batch";

  /** Twenty bodies of the longest that is read, and what is around them. */
  private static final int MAX_BYTES = 2 * 1024 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(BatchEndpoint.class);

  private final BatchReader reader;
  private final ItemRunner runner;
  private final ProblemWriter problems;
  private final JsonBodies bodies;
  private final JsonMapper json;
  private final AsyncTaskExecutor threads;
  private final BatchSettings settings;

  BatchEndpoint(
      BatchReader reader,
      ItemRunner runner,
      ProblemWriter problems,
      JsonBodies bodies,
      JsonMapper json,
      AsyncTaskExecutor batchThreads,
      BatchSettings settings) {
    this.reader = reader;
    this.runner = runner;
    this.problems = problems;
    this.bodies = bodies;
    this.json = json;
    this.threads = batchThreads;
    this.settings = settings;
  }

  @PostMapping({PATH, PATH + "/"})
  CompletableFuture<ResponseEntity<BatchAnswer>> batch(
      HttpServletRequest request, HttpServletResponse response) {
    QueryOptions.requireNone(request);
    if (request.getAttribute(ItemRequest.MARK) != null) {
      throw Problem.badRequest("requests", "Expected no batch within a batch.");
    }
    List<BatchItem> items = reader.read(bodies.tree(request, MAX_BYTES));
    Authentication caller = SecurityContextHolder.getContext().getAuthentication();
    Connection connection = Connection.of(request);
    BatchRun run =
        new BatchRun(
            item ->
                answer(
                    item, new ItemExchange(connection, request, response, item, threads), caller),
            (item, problem) -> refusal(item, new ItemResponse(response), problem),
            threads,
            settings.limit());
    return run.run(items).thenApply(answer -> Answers.json(200).body(answer));
  }

  private CompletableFuture<BatchAnswer.Item> answer(
      BatchItem item, ItemExchange exchange, Authentication caller) {
    runner.run(exchange, caller);
    return exchange
        .end()
        .thenApply(response -> read(item, response))
        .exceptionally(
            failure -> {
              LOG.error("An item of a batch failed", failure);
              return refusal(
                  item, exchange.response(), Problem.ofStatus(500, "The request failed."));
            });
  }

  private BatchAnswer.Item refusal(BatchItem item, ItemResponse response, Problem problem) {
    RequestIds.assign(item.headers().get(RequestIds.CLIENT_REQUEST_ID), response);
    try {
      problems.write(response, problem);
    } catch (IOException e) {
      throw new IllegalStateException("Expected memory to take what is written", e);
    }
    return read(item, response);
  }

  private BatchAnswer.Item read(BatchItem item, ItemResponse response) {
    byte[] body = response.body();
    return new BatchAnswer.Item(
        item.id(),
        response.getStatus(),
        response.headers(),
        body.length == 0 ? null : json.readTree(body));
  }
}
