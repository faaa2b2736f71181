package dev.drydock.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/**
 * Makes the tokens that a local installation accepts, those of callers and those of devices, with
 * keys that only this installation has.
 */
public final class LocalIdentity {

  /** The claim {@code iss} of each token. */
  public static final String ISSUER = "https://drydock.local";

  /** The claim {@code aud} of each token. */
  public static final String AUDIENCE = "drydock";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final PrivateKey key;
  private final Path publicKey;
  private final Path pagingSecret;
  private final Path deviceTokenSecret;

  private LocalIdentity(KeyFiles files) {
    this.key = files.privateKey();
    this.publicKey = files.publicKeyFile();
    this.pagingSecret = files.pagingSecretFile();
    this.deviceTokenSecret = files.deviceTokenSecretFile();
  }

  /**
   * Returns the identity of a data directory's installation. The key pair is made the first time;
   * only its owner may read the private one.
   *
   * @throws IllegalStateException when the keys cannot be read or written
   */
  public static LocalIdentity of(Path dataDirectory) {
    return new LocalIdentity(new KeyFiles(DataDirectory.identity(dataDirectory.toAbsolutePath())));
  }

  /** Tells whether a data directory has an identity: {@link #of} would not make one. */
  public static boolean isIn(Path dataDirectory) {
    return Files.isDirectory(DataDirectory.identity(dataDirectory.toAbsolutePath()));
  }

  /** Returns the PEM file of the public key. */
  public Path publicKey() {
    return publicKey;
  }

  /** Returns the file of the secret that protects the gateway's links to further pages. */
  public Path pagingSecret() {
    return pagingSecret;
  }

  /** Returns the file of the secret that the devices' tokens are made with. */
  public Path deviceTokenSecret() {
    return deviceTokenSecret;
  }

  /** Returns what a device of this installation authenticates with; see {@link DeviceTokens}. */
  public String deviceToken(String tenantId, String deviceId) {
    return DeviceTokens.of(deviceTokenSecret).token(tenantId, deviceId);
  }

  /** Returns a signed token (JWT, RS256) that is valid from now on. */
  public String mint(TokenRequest request, Instant now) {
    ObjectNode claims = JSON.createObjectNode();
    claims.put("iss", ISSUER).put("aud", AUDIENCE).put("jti", UUID.randomUUID().toString());
    claims.put("tid", request.tenantId());
    claims.put("appid", request.applicationId());
    claims.put("app_displayname", request.applicationName());
    request.permissions().forEach(claims.putArray("roles")::add);
    claims.put("iat", now.getEpochSecond()).put("nbf", now.getEpochSecond());
    claims.put("exp", now.plus(request.lifetime()).getEpochSecond());
    ObjectNode header = JSON.createObjectNode().put("alg", "RS256").put("typ", "JWT");
    String signed = encode(header) + "." + encode(claims);
    return signed + "." + encode(sign(signed.getBytes(StandardCharsets.US_ASCII)));
  }

  private byte[] sign(byte[] text) {
    try {
      var signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update(text);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Expected to sign a token but could not", e);
    }
  }

  private static String encode(ObjectNode json) {
    return encode(json.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
