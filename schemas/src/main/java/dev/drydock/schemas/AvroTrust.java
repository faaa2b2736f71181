package dev.drydock.schemas;

import org.apache.avro.util.ClassSecurityValidator;

/**
 * Tells Avro which classes it may load: since 1.12.2 it loads none that is not trusted, generated
 * ones included.
 */
public final class AvroTrust {

  private static final String OWN_PACKAGES = "dev.drydock.";

  static {
    ClassSecurityValidator.setGlobal(
        ClassSecurityValidator.composite(
            ClassSecurityValidator.DEFAULT, type -> type.getName().startsWith(OWN_PACKAGES)));
  }

  private AvroTrust() {}

  /**
   * Trusts Drydock's own generated classes in this JVM. Each program that reads or writes Avro
   * calls this before the first record; further calls do nothing.
   */
  public static void establish() {
    // the static initializer has done it
  }
}
