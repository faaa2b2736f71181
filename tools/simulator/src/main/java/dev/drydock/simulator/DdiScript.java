package dev.drydock.simulator;

/**
 * What the devices of a fleet are going to do: a function of the seed, the tenant, the device and
 * the deployment's number alone. Made anew whenever it is asked for, so that it need not be
 * remembered it.
 */
final class DdiScript {

  private final Behaviour behaviour;
  private final String tenantId;
  private final String idPrefix;

  DdiScript(Behaviour behaviour, String tenantId, String idPrefix) {
    this.behaviour = behaviour;
    this.tenantId = tenantId;
    this.idPrefix = idPrefix;
  }

  String deviceId(int device) {
    return DeviceSelection.id(idPrefix, device);
  }

  /** Returns what a device says of a deployment. */
  AckPlan plan(int device, int deployment) {
    return AckPlan.of(behaviour, key(device, deployment));
  }

  /** Returns what a device does when it is told to stop a deployment. */
  CancelPlan cancelPlan(int device, int deployment, boolean isAtWork) {
    return CancelPlan.of(behaviour, key(device, deployment), isAtWork);
  }

  /** Tells the deployments of one device apart, and those of different devices. */
  private String key(int device, int deployment) {
    return tenantId + '/' + deviceId(device) + '/' + deployment;
  }
}
