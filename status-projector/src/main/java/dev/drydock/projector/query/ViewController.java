package dev.drydock.projector.query;

import dev.drydock.projector.core.DeviceId;
import dev.drydock.projector.core.TenantId;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** The view over HTTP. */
@RestController
@RequestMapping("/internal/v1/tenants/{tenant}")
final class ViewController {

  private final ViewQueries queries;
  private final JsonMapper json;

  ViewController(ViewQueries queries, JsonMapper json) {
    this.queries = queries;
    this.json = json;
  }

  /** A page of operations, as it is sent. */
  record Operations(List<OperationView> operations, boolean more, @Nullable Long count) {}

  /** All revisions of an operation, as they are sent. */
  record Revisions(List<OperationView> operations) {}

  /** A page of devices, as it is sent. */
  record Devices(List<DeviceView> devices, boolean more, @Nullable Long count) {}

  @GetMapping("/devices/{device}/operations/{operation}")
  ResponseEntity<OperationView> operation(
      @PathVariable String tenant,
      @PathVariable String device,
      @PathVariable String operation,
      @RequestParam(required = false) @Nullable Long asOf) {
    DeviceId id = deviceId(tenant, device);
    String operationId = Ids.require("operation id", operation);
    return ResponseEntity.of(
        asOf == null
            ? queries.operation(id, operationId)
            : queries.operationAt(id, operationId, asOf));
  }

  @GetMapping("/operations/{operation}")
  ResponseEntity<OperationView> operationOfTenant(
      @PathVariable String tenant, @PathVariable String operation) {
    return ResponseEntity.of(
        queries.operation(tenantId(tenant), Ids.require("operation id", operation)));
  }

  @GetMapping("/devices/{device}/operations/{operation}/revisions")
  ResponseEntity<Revisions> revisions(
      @PathVariable String tenant, @PathVariable String device, @PathVariable String operation) {
    return ResponseEntity.of(
        queries
            .revisions(deviceId(tenant, device), Ids.require("operation id", operation))
            .map(Revisions::new));
  }

  @GetMapping("/devices/{device}")
  ResponseEntity<DeviceView> device(@PathVariable String tenant, @PathVariable String device) {
    return ResponseEntity.of(queries.device(deviceId(tenant, device)));
  }

  @PostMapping("/operations/query")
  Operations operations(@PathVariable String tenant, InputStream body) throws IOException {
    TenantId id = tenantId(tenant);
    Page<OperationView> page =
        queries.operations(id, QueryReader.operations(QueryReader.body(body, json)));
    return new Operations(page.items(), page.more(), page.count());
  }

  @PostMapping("/devices/query")
  Devices devices(@PathVariable String tenant, InputStream body) throws IOException {
    TenantId id = tenantId(tenant);
    Page<DeviceView> page = queries.devices(id, QueryReader.devices(QueryReader.body(body, json)));
    return new Devices(page.items(), page.more(), page.count());
  }

  private static TenantId tenantId(String tenant) {
    return new TenantId(Ids.require("tenant id", tenant));
  }

  private static DeviceId deviceId(String tenant, String device) {
    return new DeviceId(tenantId(tenant), Ids.require("device id", device));
  }
}
