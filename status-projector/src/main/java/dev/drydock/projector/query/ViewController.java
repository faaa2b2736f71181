package dev.drydock.projector.query;

import dev.drydock.projector.core.DeviceId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The view over HTTP. */
@RestController
@RequestMapping("/internal/v1/tenants/{tenant}/devices")
final class ViewController {

  private static final int MOST = 200;
  private static final String USUAL = "20";

  private final ViewQueries queries;

  ViewController(ViewQueries queries) {
    this.queries = queries;
  }

  /** A page of a device's operations, as it is sent. */
  record Operations(List<OperationView> operations, boolean more) {}

  /** A page of a tenant's devices, as it is sent. */
  record Devices(List<DeviceView> devices, boolean more) {}

  @GetMapping("/{device}/operations/{operation}")
  ResponseEntity<OperationView> operation(
      @PathVariable String tenant, @PathVariable String device, @PathVariable String operation) {
    return ResponseEntity.of(
        queries.operation(deviceId(tenant, device), Ids.require("operation id", operation)));
  }

  @GetMapping("/{device}/operations")
  Operations operations(
      @PathVariable String tenant,
      @PathVariable String device,
      @RequestParam(defaultValue = USUAL) int top,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = "false") boolean turnedAway) {
    Page<OperationView> page =
        queries.operations(
            deviceId(tenant, device), OperationCursor.parse(after), requireTop(top), turnedAway);
    return new Operations(page.items(), page.more());
  }

  @GetMapping("/{device}")
  ResponseEntity<DeviceView> device(@PathVariable String tenant, @PathVariable String device) {
    return ResponseEntity.of(queries.device(deviceId(tenant, device)));
  }

  @GetMapping
  Devices devices(
      @PathVariable String tenant,
      @RequestParam(defaultValue = USUAL) int top,
      @RequestParam(required = false) @Nullable String after) {
    Page<DeviceView> page =
        queries.devices(
            Ids.require("tenant id", tenant),
            after == null ? null : Ids.require("device id", after),
            requireTop(top));
    return new Devices(page.items(), page.more());
  }

  private static DeviceId deviceId(String tenant, String device) {
    return new DeviceId(Ids.require("tenant id", tenant), Ids.require("device id", device));
  }

  private static int requireTop(int top) {
    if (top < 1 || top > MOST) {
      throw new BadQueryException("Expected \"top\" from 1 to " + MOST + ", but it is " + top);
    }
    return top;
  }
}
