package dev.drydock.messages;

/**
 * What a dock decided: {@code kind} of an event. Readers take any other word for one that came
 * later.
 */
public final class DispatchEventKind {

  public static final String UPDATE_ADMITTED = "updateAdmitted";
  public static final String UPDATE_CONFLICTED = "updateConflicted";
  public static final String UPDATE_REFUSED = "updateRefused";
  public static final String ADMISSION_REPEATED = "admissionRepeated";
  public static final String UPDATE_DELIVERED = "updateDelivered";
  public static final String FETCH_REFUSED = "fetchRefused";
  public static final String CANCEL_REQUESTED = "cancelRequested";
  public static final String UPDATE_WITHDRAWN = "updateWithdrawn";
  public static final String CANCEL_REFUSED = "cancelRefused";
  public static final String DOCK_RELEASED = "dockReleased";
  public static final String DEVICE_REGISTERED = "deviceRegistered";
  public static final String EDIT_REFUSED = "editRefused";
  public static final String DEVICE_RETIRED = "deviceRetired";
  public static final String RETIREMENT_REFUSED = "retirementRefused";
  public static final String UPDATE_SKIPPED = "updateSkipped";
  public static final String ATTRIBUTES_REQUESTED = "attributesRequested";
  public static final String ATTRIBUTES_REQUEST_REFUSED = "attributesRequestRefused";

  private DispatchEventKind() {}
}
