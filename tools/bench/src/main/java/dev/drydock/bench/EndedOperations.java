package dev.drydock.bench;

import dev.drydock.kit.http.HttpPool;
import java.util.LinkedHashMap;
import java.util.Map;

/** The operations that ended first in a load's latest run, to be read then. Not thread-safe. */
final class EndedOperations {

  private static final int MOST = 5_000;

  private final Map<String, String> devicesByOperation = new LinkedHashMap<>();

  /** Forgets those of the run before. */
  void clear() {
    devicesByOperation.clear();
  }

  void add(String operationId, String deviceId) {
    if (devicesByOperation.size() < MOST) {
      devicesByOperation.put(operationId, deviceId);
    }
  }

  /** Returns a load that reads them. */
  ReadLoad reads(HttpPool gateway, GraphRequests requests) {
    return new ReadLoad(
        gateway,
        devicesByOperation.entrySet().stream()
            .map(operation -> requests.operation(operation.getValue(), operation.getKey()))
            .toList());
  }
}
