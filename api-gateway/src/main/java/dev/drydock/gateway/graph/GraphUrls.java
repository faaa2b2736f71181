package dev.drydock.gateway.graph;

import dev.drydock.gateway.view.Percent;
import jakarta.servlet.http.HttpServletRequest;

/**
 * The absolute URLs that one answer names.
 *
 * @param base scheme, host, port, the context path and {@code /beta}
 */
record GraphUrls(String base) {

  static final String ROOT = "/beta";
  static final String ENTITY = "/$entity";

  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  static GraphUrls of(HttpServletRequest request, GraphSettings settings) {
    return new GraphUrls(
        settings.publicUrl() == null
            ? origin(request) + request.getContextPath() + ROOT
            : settings.publicUrl().toString().replaceAll("/+$", "") + ROOT);
  }

  String devices() {
    return base + "/teamwork/devices";
  }

  String device(String deviceId) {
    return devices() + '/' + Percent.encode(deviceId);
  }

  String operations(String deviceId) {
    return device(deviceId) + "/operations";
  }

  String operation(String deviceId, String operationId) {
    return operations(deviceId) + '/' + Percent.encode(operationId);
  }

  String tenantOperations() {
    return base + "/teamwork/operations";
  }

  String releases() {
    return base + "/teamwork/softwareReleases";
  }

  String release(String softwareType, String softwareVersion) {
    return releases() + '/' + Percent.encode(softwareType) + '/' + Percent.encode(softwareVersion);
  }

  String operationsContext(String deviceId) {
    return base + "/$metadata#teamwork/devices('" + Percent.encode(deviceId) + "')/operations";
  }

  String operationContext(String deviceId) {
    return operationsContext(deviceId) + ENTITY;
  }

  String historyContext(String deviceId, String operationId) {
    return operationsContext(deviceId) + "('" + Percent.encode(operationId) + "')/history";
  }

  String tenantOperationsContext() {
    return base + "/$metadata#teamwork/operations";
  }

  String tenantOperationContext() {
    return tenantOperationsContext() + ENTITY;
  }

  String healthContext(String deviceId) {
    return base + "/$metadata#teamwork/devices('" + Percent.encode(deviceId) + "')/health" + ENTITY;
  }

  String devicesContext() {
    return base + "/$metadata#teamwork/devices";
  }

  String deviceContext() {
    return devicesContext() + ENTITY;
  }

  String releasesContext() {
    return base + "/$metadata#teamwork/softwareReleases";
  }

  String releaseContext() {
    return releasesContext() + ENTITY;
  }

  private static String origin(HttpServletRequest request) {
    String scheme = request.getScheme();
    int port = request.getServerPort();
    boolean isDefault = port == (scheme.equals("https") ? HTTPS_PORT : HTTP_PORT);
    return scheme + "://" + request.getServerName() + (isDefault ? "" : ":" + port);
  }
}
