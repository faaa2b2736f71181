package dev.drydock.projector.query;

import dev.drydock.projector.core.DeviceId;
import dev.drydock.projector.core.TenantId;
import dev.drydock.view.DevicePage;
import dev.drydock.view.DeviceView;
import dev.drydock.view.OperationPage;
import dev.drydock.view.OperationView;
import dev.drydock.view.Revisions;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The view over HTTP. */
@RestController
@RequestMapping("/internal/v1/tenants/{tenant}")
final class ViewController {

  private final ViewQueries queries;

  ViewController(ViewQueries queries) {
    this.queries = queries;
  }

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
  OperationPage operations(@PathVariable String tenant, InputStream body) throws IOException {
    TenantId id = tenantId(tenant);
    Page<OperationView> page =
        queries.operations(id, QueryReader.operations(QueryReader.body(body)));
    return new OperationPage(page.items(), page.more(), page.count());
  }

  @PostMapping("/devices/query")
  DevicePage devices(@PathVariable String tenant, InputStream body) throws IOException {
    TenantId id = tenantId(tenant);
    Page<DeviceView> page = queries.devices(id, QueryReader.devices(QueryReader.body(body)));
    return new DevicePage(page.items(), page.more(), page.count());
  }

  private static TenantId tenantId(String tenant) {
    return new TenantId(Ids.require("tenant id", tenant));
  }

  private static DeviceId deviceId(String tenant, String device) {
    return new DeviceId(tenantId(tenant), Ids.require("device id", device));
  }
}
