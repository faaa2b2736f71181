package dev.drydock.gateway.catalogue;

/** The catalogue has not been read to its end since this instance started. */
public final class CatalogueNotReadyException extends RuntimeException {

  CatalogueNotReadyException() {
    super(
        "Expected the catalogue to be read, but this instance still reads it", null, false, false);
  }
}
