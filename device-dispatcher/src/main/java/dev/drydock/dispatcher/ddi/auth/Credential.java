package dev.drydock.dispatcher.ddi.auth;

/** What a call was let in by. */
public enum Credential {
  /** The device's own token. */
  TARGET_TOKEN,
  /** A token that is good for all devices of a tenant. */
  GATEWAY_TOKEN,
  /** A certificate that a proxy has checked. */
  CERTIFICATE
}
