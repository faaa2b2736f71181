package dev.drydock.check.rules;

/**
 * What a record is about.
 *
 * @param operationId the operation
 * @param device the device's key
 */
record Subject(String operationId, String device) {

  @Override
  public String toString() {
    return "operation \"" + operationId + "\" of device \"" + device + '"';
  }
}
