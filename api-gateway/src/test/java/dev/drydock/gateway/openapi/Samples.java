package dev.drydock.gateway.openapi;

import dev.drydock.gateway.bed.Gateway;
import dev.drydock.gateway.bed.Gateway.Answer;
import dev.drydock.gateway.bed.ScriptedDispatcher;
import dev.drydock.gateway.bed.ScriptedView;
import dev.drydock.gateway.bed.TestBed;
import dev.drydock.gateway.bed.Views;
import dev.drydock.messages.RefusalReason;
import dev.drydock.view.DevicePage;
import dev.drydock.view.OperationPage;
import dev.drydock.view.Revisions;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Requests of which the answer's status is known, to be held against the document. */
final class Samples {

  private static final String DEVICES = "/teamwork/devices";
  private static final String DEVICE = DEVICES + "/{deviceId}";
  private static final String UPDATE = DEVICE + "/updateSoftware";
  private static final String OPERATIONS = DEVICE + "/operations";
  private static final String OPERATION = OPERATIONS + "/{operationId}";
  private static final String HISTORY = OPERATION + "/history";
  private static final String CANCEL = OPERATION + "/cancel";
  private static final String ATTRIBUTES = DEVICE + "/requestAttributes";
  private static final String TENANTS_OPERATIONS = "/teamwork/operations";
  private static final String TENANTS_OPERATION = TENANTS_OPERATIONS + "/{operationId}";
  private static final String HEALTH = DEVICE + "/health";
  private static final String BATCH = "/$batch";
  private static final String RELEASES = "/teamwork/softwareReleases";
  private static final String RELEASE = RELEASES + "/{softwareType}/{softwareVersion}";

  private final List<Sample> all = new ArrayList<>();
  private final String admitted = newId();
  private final String held = newId();
  private final String refused = newId();
  private final String late = newId();
  private final String unseen = newId();
  private final String known = newId();
  private final String edited = newId();
  private final String away = newId();
  private final String retired = newId();
  private final String outdated = newId();
  private final String keyed = newId();
  private final String version = newId();
  private final Gateway gateway;
  private final ScriptedDispatcher dispatcher;
  private final ScriptedView view;

  /**
   * A request.
   *
   * @param operation the method and path in the document
   * @param status what it is answered with
   * @param request the request
   */
  record Sample(String operation, int status, HttpRequest.Builder request) {

    Answer send(Gateway gateway) {
      return gateway.send(request);
    }

    @Override
    public String toString() {
      return operation + " -> " + status + ": " + request.copy().build();
    }
  }

  private Samples(TestBed bed, Gateway gateway) {
    this.gateway = gateway;
    this.dispatcher = bed.dispatcher();
    this.view = bed.view();
  }

  /** Prepares what the samples ask for, and returns them. */
  static List<Sample> of(TestBed bed, Gateway gateway) {
    Samples samples = new Samples(bed, gateway);
    samples.prepare();
    samples.updates();
    samples.cancellations();
    samples.attributes();
    samples.batches();
    samples.reads();
    samples.devices();
    samples.releases();
    return samples.all;
  }

  private void prepare() {
    gateway.put(RELEASES + "/teamsClient/1.0", "{}");
    dispatcher.script(
        admitted,
        (taken, desk) -> {
          view.has(Views.operation(admitted, taken.update().getOperationId(), "queued"));
          desk.admit(taken);
        });
    view.has(Views.operation(held, "o-1", "inProgress"));
    dispatcher.script(held, (taken, desk) -> desk.conflict(taken, "o-1", Instant.now()));
    dispatcher.script(refused, (taken, desk) -> desk.refuse(taken));
    for (String state : List.of("queued", "inProgress", "successful", "failed", "cancelled")) {
      view.has(Views.operation(known, state, state));
    }
    view.answer(tenant("/operations/failed"), Views.operation(known, "failed", "failed"));
    view.has(Views.device(known, 1));
    dispatcher.script(
        known,
        (taken, desk) -> {
          if (taken.command().getCancelOperation().getOperationId().equals("queued")) {
            desk.requestCancel(taken);
          }
        });
    view.has(Views.device(admitted, 1));
    dispatcher.script(admitted + "-new", (taken, desk) -> desk.register(taken, true, 1));
    view.has(Views.device(admitted + "-new", 1));
    dispatcher.script(edited, (taken, desk) -> desk.register(taken, false, 2));
    view.has(Views.device(edited, 2));
    dispatcher.script(unseen, (taken, desk) -> desk.register(taken, true, 1));
    dispatcher.script(unseen + "-edited", (taken, desk) -> desk.register(taken, false, 2));
    view.answer(tenant("/devices/" + away), () -> new ScriptedView.Answer(500, ""));
    view.answerQuery(
        tenant("/operations/query"),
        query ->
            view.ok(
                query.path("deviceId").asString("").equals(late)
                    ? new OperationPage(List.of(), false, null)
                    : page(query.path("top").asInt() == 1, query.path("count").asBoolean())));
    view.answerQuery(
        tenant("/devices/query"),
        query ->
            view.ok(
                new DevicePage(
                    List.of(Views.device(known, 1)),
                    query.path("top").asInt() == 1,
                    query.path("count").asBoolean() ? 1L : null)));
    view.answer(
        tenant("/devices/" + known + "/operations/failed/revisions"),
        new Revisions(
            List.of(
                Views.operation(known, "failed", "queued", 1),
                Views.operation(known, "failed", "failed", 2))));
    view.answer(
        tenant("/devices/" + known + "/operations/failed?asOf=1700000000500"),
        Views.operation(known, "failed", "queued", 1));
    dispatcher.script(retired, (taken, desk) -> desk.retire(taken));
    dispatcher.script(
        retired + "-held", (taken, desk) -> desk.refuseRetirement(taken, "o-1", Instant.now()));
    dispatcher.script(
        retired + "-unknown", (taken, desk) -> desk.refuseRetirement(taken, null, null));
    dispatcher.script(
        retired + "-unregistered",
        (taken, desk) -> desk.refuseEdit(taken, RefusalReason.DEVICE_UNKNOWN));
    dispatcher.script(
        outdated, (taken, desk) -> desk.refuseEdit(taken, RefusalReason.PRECONDITION_FAILED));
    dispatcher.script(keyed, (taken, desk) -> desk.repeat(taken, "o-1"));
    dispatcher.script(
        keyed + "-reused",
        (taken, desk) -> desk.refuse(taken, RefusalReason.IDEMPOTENCY_KEY_REUSED));
  }

  private void updates() {
    add("POST " + UPDATE, 202, gateway.updating(admitted));
    add("POST " + UPDATE, 202, preferring(gateway.updating(admitted)));
    add("POST " + UPDATE, 202, gateway.updating(late));
    add("POST " + UPDATE, 409, gateway.updating(held));
    add("POST " + UPDATE, 404, gateway.updating(refused));
    add(
        "POST " + UPDATE,
        404,
        posting(known, "{\"softwareType\":\"firmware\",\"softwareVersion\":\"0\"}"));
    add("POST " + UPDATE, 400, posting(known, "{\"softwareType\":\"toaster\"}"));
    add("POST " + UPDATE, 400, posting(known, "{\"softwareType\":\"companyPortal\"}"));
    add("POST " + UPDATE, 400, posting(known, "["));
    add("POST " + UPDATE, 400, gateway.updating(admitted).header("If-Match", "*"));
    add("POST " + UPDATE, 202, gateway.updating(keyed).header("Idempotency-Key", "k"));
    add("POST " + UPDATE, 422, gateway.updating(keyed + "-reused").header("Idempotency-Key", "k"));
    add("POST " + UPDATE, 503, gateway.updating(late).header("Idempotency-Key", "k"));
  }

  private void cancellations() {
    add("POST " + CANCEL, 202, cancelling("queued", "{\"force\":false}"));
    add("POST " + CANCEL, 202, reading(cancel("queued")).POST(HttpRequest.BodyPublishers.noBody()));
    add("POST " + CANCEL, 409, cancelling("successful", "{}"));
    add("POST " + CANCEL, 404, cancelling("none", "{}"));
    add("POST " + CANCEL, 412, cancelling("queued", "{}").header("If-Match", "\"3\""));
    add("POST " + CANCEL, 400, cancelling("queued", "{\"force\":\"yes\"}"));
    add("POST " + CANCEL, 400, cancelling("queued", "{\"reason\":\"none\"}"));
    add("POST " + CANCEL, 503, cancelling("inProgress", "{}"));
  }

  private void attributes() {
    String described = newId();
    dispatcher.script(described, (taken, desk) -> desk.requestAttributes(taken));
    dispatcher.script(refused + "-a", (taken, desk) -> desk.refuseAttributesRequest(taken));
    String path = DEVICES + "/%s/requestAttributes";
    add("POST " + ATTRIBUTES, 202, gateway.posting(path.formatted(described), "{}"));
    add("POST " + ATTRIBUTES, 404, gateway.posting(path.formatted(refused + "-a"), "{}"));
    add("POST " + ATTRIBUTES, 400, gateway.posting(path.formatted(described), "{\"now\":true}"));
  }

  private void batches() {
    String item = "{\"id\":\"%s\",\"method\":\"%s\",\"url\":\"%s\"}";
    add(
        "POST " + BATCH,
        200,
        gateway.posting(
            BATCH,
            "{\"requests\":["
                + item.formatted("1", "GET", DEVICES + "/" + known)
                + ','
                + item.formatted("2", "GET", DEVICES + "/" + late)
                + ','
                + item.formatted("3", "DELETE", DEVICES + "/" + retired + "-unknown")
                + "]}"));
    add("POST " + BATCH, 400, gateway.posting(BATCH, "{\"requests\":[]}"));
  }

  private void reads() {
    for (String state : List.of("queued", "inProgress", "successful", "failed", "cancelled")) {
      add("GET " + OPERATION, 200, reading("/" + known + "/operations/" + state));
    }
    add(
        "GET " + OPERATION,
        304,
        reading("/" + known + "/operations/queued").header("If-None-Match", "\"4\""));
    add(
        "GET " + OPERATION,
        412,
        reading("/" + known + "/operations/queued").header("If-Match", "\"3\""));
    add("GET " + OPERATION, 404, reading("/" + known + "/operations/none"));
    add("GET " + OPERATIONS, 200, reading("/" + known + "/operations"));
    add("GET " + OPERATIONS, 200, reading("/" + known + "/operations?$top=1"));
    add("GET " + OPERATIONS, 400, reading("/" + known + "/operations?$top=51"));
    add("GET " + OPERATIONS, 404, reading("/" + late + "/operations"));
    add(
        "GET " + OPERATIONS,
        200,
        reading(
            "/"
                + known
                + "/operations?$top=1&$count=true&$select=id,status"
                + "&$filter=status%20eq%20'failed'&$orderby=lastActionDateTime%20desc"));
    add("GET " + OPERATIONS, 400, reading("/" + known + "/operations?$filter=x"));
    add("GET " + TENANTS_OPERATIONS, 200, gateway.request(TENANTS_OPERATIONS + "?$count=true"));
    add("GET " + TENANTS_OPERATIONS, 400, gateway.request(TENANTS_OPERATIONS + "?$orderby=id"));
    add("GET " + TENANTS_OPERATION, 200, gateway.request(TENANTS_OPERATIONS + "/failed"));
    add("GET " + TENANTS_OPERATION, 404, gateway.request(TENANTS_OPERATIONS + "/none"));
    add(
        "GET " + TENANTS_OPERATION,
        304,
        gateway.request(TENANTS_OPERATIONS + "/failed").header("If-None-Match", "\"4\""));
    add(
        "GET " + TENANTS_OPERATION,
        412,
        gateway.request(TENANTS_OPERATIONS + "/failed").header("If-Match", "\"3\""));
    add("GET " + HISTORY, 200, reading("/" + known + "/operations/failed/history"));
    add("GET " + HISTORY, 404, reading("/" + known + "/operations/none/history"));
    add(
        "GET " + OPERATION,
        200,
        reading("/" + known + "/operations/failed?asOf=2023-11-14T22:13:20.500Z&$select=status"));
    add(
        "GET " + OPERATION,
        304,
        reading("/" + known + "/operations/queued?waitForChange=PT0.1S")
            .header("If-None-Match", "\"4\""));
    add("GET " + OPERATION, 400, reading("/" + known + "/operations/queued?waitForChange=1"));
  }

  private void devices() {
    add("GET " + DEVICE, 200, reading("/" + known));
    add("GET " + DEVICE, 404, reading("/" + late));
    add("GET " + DEVICE, 503, reading("/" + away));
    add("GET " + DEVICES, 200, reading("?$top=1&$count=true"));
    add("GET " + DEVICES, 400, reading("?$filter=notes%20eq%20'x'"));
    add("GET " + HEALTH, 200, reading("/" + known + "/health"));
    add("GET " + HEALTH, 404, reading("/" + late + "/health"));
    add("DELETE " + DEVICE, 204, reading("/" + retired).DELETE());
    add("DELETE " + DEVICE, 409, reading("/" + retired + "-held").DELETE());
    add("DELETE " + DEVICE, 404, reading("/" + retired + "-unknown").DELETE());
    add(
        "PUT " + DEVICE,
        201,
        putting(DEVICES + "/" + admitted + "-new", "{\"deviceType\":\"sip\"}"));
    add("PUT " + DEVICE, 200, putting(DEVICES + "/" + edited, "{}"));
    add("PUT " + DEVICE, 503, putting(DEVICES + "/" + late, "{}"));
    add("PUT " + DEVICE, 201, putting(DEVICES + "/" + unseen, "{}"));
    add("PATCH " + DEVICE, 200, patching(unseen + "-edited", "{}"));
    add("PUT " + DEVICE, 200, putting(DEVICES + "/" + edited, gateway.get(DEVICES + "/" + edited)));
    add("PUT " + DEVICE, 412, putting(DEVICES + "/" + outdated, "{}").header("If-Match", "*"));
    add("PATCH " + DEVICE, 200, patching(edited, "{\"notes\":null,\"channel\":\"ddi\"}"));
    add("PATCH " + DEVICE, 404, patching(retired + "-unregistered", "{}"));
    add("PATCH " + DEVICE, 412, patching(outdated, "{}").header("If-Match", "\"x-1-y\""));
    add("DELETE " + DEVICE, 412, reading("/" + outdated).header("If-Match", "\"1\"").DELETE());
    String etag = gateway.get(DEVICES + "/" + known).header("ETag");
    add("GET " + DEVICE, 304, reading("/" + known).header("If-None-Match", etag));
    add("GET " + DEVICE, 412, reading("/" + known).header("If-Match", "\"other\""));
  }

  private void releases() {
    String artifact =
        """
        {"artifacts":[{"uri":"https://artifacts.example/a","fileName":"a","sizeBytes":1,"sha256":"%s"}],
        "part":"bApp","name":"app","metadata":{"board":"r3"},"delivery":"proxied"}
        """
            .formatted("0".repeat(64));
    add("PUT " + RELEASE, 201, putting(RELEASES + "/firmware/" + version, artifact));
    add("PUT " + RELEASE, 200, putting(RELEASES + "/teamsClient/1.0", "{}"));
    add("GET " + RELEASE, 200, gateway.request(RELEASES + "/firmware/" + version));
    String release = RELEASES + "/teamsClient/1.0";
    Answer read = gateway.get(release);
    String etag = read.header("ETag");
    add("GET " + RELEASE, 304, gateway.request(release).header("If-None-Match", etag));
    add("GET " + RELEASE, 412, gateway.request(release).header("If-Match", "\"x\""));
    add("PUT " + RELEASE, 200, putting(release, read).header("If-Match", etag));
    add("PUT " + RELEASE, 412, putting(release, "{}").header("If-None-Match", "*"));
    add("DELETE " + RELEASE, 412, gateway.request(release).header("If-Match", "\"x\"").DELETE());
    add("GET " + RELEASE, 404, gateway.request(RELEASES + "/firmware/none"));
    add("DELETE " + RELEASE, 204, gateway.request(RELEASES + "/firmware/" + version).DELETE());
    add("DELETE " + RELEASE, 404, gateway.request(RELEASES + "/firmware/none").DELETE());
    add("GET " + RELEASES, 200, gateway.request(RELEASES));
    add("GET " + RELEASES, 200, gateway.request(RELEASES + "?$top=1"));
  }

  private void add(String operation, int status, HttpRequest.Builder request) {
    all.add(new Sample(operation, status, request));
  }

  private HttpRequest.Builder reading(String path) {
    return gateway.request(DEVICES + path);
  }

  private HttpRequest.Builder cancelling(String operationId, String json) {
    return gateway.posting(DEVICES + cancel(operationId), json);
  }

  private String cancel(String operationId) {
    return '/' + known + "/operations/" + operationId + "/cancel";
  }

  private HttpRequest.Builder posting(String deviceId, String json) {
    return gateway.posting(DEVICES + '/' + deviceId + "/updateSoftware", json);
  }

  private HttpRequest.Builder putting(String path, String json) {
    return gateway
        .request(path)
        .header("Content-Type", "application/json")
        .PUT(HttpRequest.BodyPublishers.ofString(json));
  }

  private HttpRequest.Builder putting(String path, Answer read) {
    return putting(path, read.response().body());
  }

  private HttpRequest.Builder patching(String deviceId, String json) {
    return putting(DEVICES + '/' + deviceId, json)
        .method("PATCH", HttpRequest.BodyPublishers.ofString(json));
  }

  private static HttpRequest.Builder preferring(HttpRequest.Builder request) {
    return request.header("Prefer", "return=representation");
  }

  private OperationPage page(boolean more, boolean count) {
    return new OperationPage(
        List.of(Views.operation(known, "o-2", "failed")), more, count ? 1L : null);
  }

  private static String tenant(String path) {
    return "/tenants/" + Gateway.TENANT + path;
  }

  private static String newId() {
    return "device-" + UUID.randomUUID();
  }
}
