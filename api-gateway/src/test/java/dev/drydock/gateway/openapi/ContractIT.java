package dev.drydock.gateway.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.gateway.bed.Gateway;
import dev.drydock.gateway.bed.Gateway.Answer;
import dev.drydock.gateway.bed.GatewayExtension;
import dev.drydock.gateway.bed.TestBed;
import dev.drydock.gateway.bed.Tokens;
import dev.drydock.gateway.openapi.Samples.Sample;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The running gateway does what the document says, and nothing else. */
@ExtendWith(GatewayExtension.class)
final class ContractIT {

  private static final String ROOT = "/beta";

  /** Each of its items needs a permission, it needs none. */
  private static final String BATCH = "/$batch";

  /** A batch's; those of other requests are shorter. */
  private static final int LONGEST_BODY = 2 * 1024 * 1024;

  /** One cannot be had by asking, the others of one operation as well as of all. */
  private static final Set<String> ELSEWHERE = Set.of("429", "500", "503");

  private final TestBed bed;
  private final Gateway gateway;
  private final Contract contract;

  ContractIT(TestBed bed, Gateway gateway) {
    this.bed = bed;
    this.gateway = gateway;
    this.contract =
        Contract.of(
            gateway
                .send(HttpRequest.newBuilder(URI.create(gateway.origin() + "/openapi.json")))
                .json());
  }

  @Test
  void shouldHaveAHandlerForEachOperationAndAnOperationForEachHandler() {
    // given
    RequestMappingHandlerMapping mappings =
        gateway
            .context()
            .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);

    // when
    Set<String> handled =
        mappings.getHandlerMethods().keySet().stream()
            .flatMap(ContractIT::operations)
            .collect(Collectors.toCollection(TreeSet::new));

    // then
    assertThat(handled).isEqualTo(contract.operations());
  }

  @Test
  void shouldAnswerAsDocumented() {
    // given
    List<Sample> samples = new ArrayList<>(Samples.of(bed, gateway));
    samples.addAll(refusals());

    // when
    List<String> differences =
        samples.stream()
            .flatMap(
                sample -> {
                  Answer answer = sample.send(gateway);
                  return differences(sample, answer).stream()
                      .map(text -> sample + "\n  " + text + "\n  " + answer.response().body());
                })
            .toList();

    // then
    assertThat(differences).isEmpty();
    assertThat(missing(samples)).as("documented answers without a sample").isEmpty();
  }

  @Test
  void shouldAnswerAsDocumentedWhenThePathHasNoSuchMethod() {
    // when
    Answer answer = gateway.send(gateway.request("/teamwork/devices").DELETE());

    // then
    assertThat(answer.status()).isEqualTo(405);
    assertThat(contract.violationsOfShared("MethodNotAllowed", answer)).isEmpty();
  }

  @Test
  void shouldAnswerAsDocumentedWhenAnApplicationAsksTooOften() {
    // given
    try (Gateway narrow = bed.gateway(Map.of("drydock.gateway.throttle.reads-per-period", "1"))) {
      narrow.get("/teamwork/softwareReleases");

      // when
      Answer answer = narrow.get("/teamwork/softwareReleases");

      // then
      assertThat(answer.status()).isEqualTo(429);
      assertThat(contract.violationsOfShared("TooManyRequests", answer)).isEmpty();
    }
  }

  /** What every operation refuses, whatever it does. */
  private List<Sample> refusals() {
    String nothing = bed.tokens().of(Gateway.TENANT, "app", "Nothing.At.All");
    String reader = bed.tokens().of(Gateway.TENANT, "app", Tokens.READ);
    List<Sample> samples = new ArrayList<>();
    for (String operation : contract.operations()) {
      HttpRequest.Builder plain = request(operation, "");
      samples.add(new Sample(operation, 400, request(operation, "?nonsense=1")));
      samples.add(new Sample(operation, 401, plain.copy().setHeader("Authorization", "Bearer x")));
      if (!operation.endsWith(BATCH)) {
        samples.add(new Sample(operation, 403, with(plain, nothing)));
      }
      if (!operation.startsWith("GET") && !operation.endsWith(BATCH)) {
        samples.add(new Sample(operation, 403, with(plain, reader)));
      }
      if (contract.hasBody(operation)) {
        samples.add(new Sample(operation, 415, noJson(operation)));
        samples.add(new Sample(operation, 413, tooLong(operation)));
      }
    }
    return samples;
  }

  private HttpRequest.Builder request(String operation, String query) {
    String[] parts = operation.split(" ");
    String path = parts[1].replace("{softwareType}", "firmware").replaceAll("\\{\\w+}", "any");
    return gateway.request(path + query).method(parts[0], BodyPublishers.noBody());
  }

  private HttpRequest.Builder noJson(String operation) {
    return request(operation, "")
        .header("Content-Type", "text/plain")
        .method(operation.split(" ")[0], BodyPublishers.ofString("text"));
  }

  private HttpRequest.Builder tooLong(String operation) {
    return request(operation, "")
        .header("Content-Type", "application/json")
        .method(operation.split(" ")[0], BodyPublishers.ofString(" ".repeat(LONGEST_BODY + 1)));
  }

  private static HttpRequest.Builder with(HttpRequest.Builder request, String token) {
    return request.copy().setHeader("Authorization", "Bearer " + token);
  }

  private List<String> differences(Sample sample, Answer answer) {
    List<String> differences = new ArrayList<>(contract.violations(sample.operation(), answer));
    if (answer.status() != sample.status()) {
      differences.add("the status is " + answer.status());
    }
    return differences;
  }

  private Set<String> missing(List<Sample> samples) {
    Set<String> missing = new TreeSet<>();
    for (String operation : contract.operations()) {
      contract.statuses(operation).stream()
          .filter(status -> !ELSEWHERE.contains(status))
          .forEach(status -> missing.add(operation + " -> " + status));
    }
    samples.forEach(sample -> missing.remove(sample.operation() + " -> " + sample.status()));
    return missing;
  }

  /** A path with a slash at its end is the same as without. */
  private static Stream<String> operations(RequestMappingInfo mapping) {
    return mapping.getPatternValues().stream()
        .filter(path -> path.startsWith(ROOT) && !path.endsWith("/"))
        .flatMap(
            path ->
                mapping.getMethodsCondition().getMethods().stream()
                    .map(method -> method + " " + path.substring(ROOT.length())));
  }
}
