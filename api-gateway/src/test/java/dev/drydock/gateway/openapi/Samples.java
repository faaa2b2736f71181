package dev.drydock.gateway.openapi;

import dev.drydock.gateway.bed.Gateway;
import dev.drydock.gateway.bed.Gateway.Answer;
import dev.drydock.gateway.bed.ScriptedDispatcher;
import dev.drydock.gateway.bed.ScriptedView;
import dev.drydock.gateway.bed.TestBed;
import dev.drydock.gateway.bed.Views;
import dev.drydock.gateway.view.DevicePage;
import dev.drydock.gateway.view.OperationPage;
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
    view.has(Views.device(known, 1));
    view.has(Views.device(admitted, 1));
    dispatcher.script(admitted + "-new", (taken, desk) -> desk.register(taken, true, 1));
    view.has(Views.device(admitted + "-new", 1));
    dispatcher.script(edited, (taken, desk) -> desk.register(taken, false, 2));
    view.has(Views.device(edited, 2));
    dispatcher.script(unseen, (taken, desk) -> desk.register(taken, true, 1));
    view.answer(tenant("/devices/" + away), () -> new ScriptedView.Answer(500, ""));
    view.answer(tenant("/devices/" + known + "/operations?top=20"), page(false));
    view.answer(tenant("/devices/" + known + "/operations?top=1"), page(true));
    view.answer(
        tenant("/devices/" + late + "/operations?top=20"), new OperationPage(List.of(), false));
    view.answer(tenant("/devices?top=1"), new DevicePage(List.of(Views.device(known, 1)), true));
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
  }

  private void reads() {
    for (String state : List.of("queued", "inProgress", "successful", "failed", "cancelled")) {
      add("GET " + OPERATION, 200, reading("/" + known + "/operations/" + state));
    }
    add(
        "GET " + OPERATION,
        304,
        reading("/" + known + "/operations/queued").header("If-None-Match", "\"4\""));
    add("GET " + OPERATION, 404, reading("/" + known + "/operations/none"));
    add("GET " + OPERATIONS, 200, reading("/" + known + "/operations"));
    add("GET " + OPERATIONS, 200, reading("/" + known + "/operations?$top=1"));
    add("GET " + OPERATIONS, 400, reading("/" + known + "/operations?$top=51"));
    add("GET " + OPERATIONS, 404, reading("/" + late + "/operations"));
  }

  private void devices() {
    add("GET " + DEVICE, 200, reading("/" + known));
    add("GET " + DEVICE, 404, reading("/" + late));
    add("GET " + DEVICE, 503, reading("/" + away));
    add("GET " + DEVICES, 200, reading("?$top=1"));
    add(
        "PUT " + DEVICE,
        201,
        putting(DEVICES + "/" + admitted + "-new", "{\"deviceType\":\"sip\"}"));
    add("PUT " + DEVICE, 200, putting(DEVICES + "/" + edited, "{}"));
    add("PUT " + DEVICE, 503, putting(DEVICES + "/" + unseen, "{}"));
  }

  private void releases() {
    String artifact =
        """
        {"artifact":{"uri":"https://artifacts.example/a","fileName":"a","sizeBytes":1,"sha256":"%s"}}
        """
            .formatted("0".repeat(64));
    add("PUT " + RELEASE, 201, putting(RELEASES + "/firmware/" + version, artifact));
    add("PUT " + RELEASE, 200, putting(RELEASES + "/teamsClient/1.0", "{}"));
    add("GET " + RELEASE, 200, gateway.request(RELEASES + "/firmware/" + version));
    add("GET " + RELEASE, 404, gateway.request(RELEASES + "/firmware/none"));
    add("GET " + RELEASES, 200, gateway.request(RELEASES));
    add("GET " + RELEASES, 200, gateway.request(RELEASES + "?$top=1"));
  }

  private void add(String operation, int status, HttpRequest.Builder request) {
    all.add(new Sample(operation, status, request));
  }

  private HttpRequest.Builder reading(String path) {
    return gateway.request(DEVICES + path);
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

  private static HttpRequest.Builder preferring(HttpRequest.Builder request) {
    return request.header("Prefer", "return=representation");
  }

  private OperationPage page(boolean more) {
    return new OperationPage(List.of(Views.operation(known, "o-2", "failed")), more);
  }

  private static String tenant(String path) {
    return "/tenants/" + Gateway.TENANT + path;
  }

  private static String newId() {
    return "device-" + UUID.randomUUID();
  }
}
