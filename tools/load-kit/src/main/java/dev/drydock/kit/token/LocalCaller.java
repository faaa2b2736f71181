package dev.drydock.kit.token;

import dev.drydock.local.TokenRequest;
import java.time.Duration;
import java.util.List;

/** Whom the tokens of a local installation speak for, unless another caller is named. */
public final class LocalCaller {

  /** The tenant that owns the devices which {@code drydock up} registers. */
  public static final String TENANT = "00000000-0000-4000-8000-000000000001";

  /** The application that asks. */
  public static final String APPLICATION = "00000000-0000-4000-8000-000000000002";

  /** Its name, as the history of operations shows it. */
  public static final String APPLICATION_NAME = "drydock command line";

  /** What it may do. */
  public static final List<String> PERMISSIONS =
      List.of("TeamworkDevice.ReadWrite.All", "TeamworkDevice.Read.All");

  private LocalCaller() {}

  /** Returns the request for a token that may read, for a tenant. */
  public static TokenRequest reader(String tenantId, Duration lifetime) {
    return new TokenRequest(
        tenantId, APPLICATION, APPLICATION_NAME, List.of("TeamworkDevice.Read.All"), lifetime);
  }

  /** Returns the request for a token with all permissions for {@link #TENANT}. */
  public static TokenRequest token(Duration lifetime) {
    return new TokenRequest(TENANT, APPLICATION, APPLICATION_NAME, PERMISSIONS, lifetime);
  }
}
