package dev.drydock.gateway.security;

import com.nimbusds.jose.jwk.Curve;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.springframework.core.io.Resource;

/** Reads a public key from a PEM file ({@code BEGIN PUBLIC KEY}). */
final class PublicKeyFile {

  private PublicKeyFile() {}

  /** Returns the RSA or P-256 key; throws {@link IllegalStateException} when there is none. */
  static PublicKey read(Resource location) {
    byte[] encoded;
    try {
      encoded = decode(location.getContentAsString(StandardCharsets.US_ASCII));
    } catch (IOException | IllegalArgumentException e) {
      throw unusable(location, e);
    }
    X509EncodedKeySpec spec = new X509EncodedKeySpec(encoded);
    try {
      return KeyFactory.getInstance("RSA").generatePublic(spec);
    } catch (GeneralSecurityException notRsa) {
      return ellipticCurve(location, spec);
    }
  }

  private static PublicKey ellipticCurve(Resource location, X509EncodedKeySpec spec) {
    try {
      ECPublicKey key = (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(spec);
      if (Curve.P_256.equals(Curve.forECParameterSpec(key.getParams()))) {
        return key;
      }
      throw unusable(location, new InvalidKeyException("The key is on another curve"));
    } catch (GeneralSecurityException e) {
      throw unusable(location, e);
    }
  }

  private static byte[] decode(String pem) {
    return Base64.getMimeDecoder()
        .decode(
            pem.replace("-----BEGIN PUBLIC KEY-----", "")
                .replace("-----END PUBLIC KEY-----", "")
                .strip());
  }

  private static IllegalStateException unusable(Resource location, Exception cause) {
    return new IllegalStateException(
        "Expected drydock.gateway.security.public-key-location to name a PEM file with an RSA or"
            + " P-256 public key, but "
            + location
            + " cannot be read as one",
        cause);
  }
}
