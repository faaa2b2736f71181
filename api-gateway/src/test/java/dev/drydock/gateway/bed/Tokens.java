package dev.drydock.gateway.bed;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;

/** Issues tokens as an identity provider would, good ones and bad ones. */
public final class Tokens {

  public static final String ISSUER = "https://drydock.local";
  public static final String AUDIENCE = "drydock";
  public static final String READ = "TeamworkDevice.Read.All";
  public static final String READ_WRITE = "TeamworkDevice.ReadWrite.All";

  private final KeyPair keys;
  private final JWSHeader header;

  private Tokens(KeyPair keys, JWSHeader header) {
    this.keys = keys;
    this.header = header;
  }

  public static Tokens rs256() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return new Tokens(generator.generateKeyPair(), new JWSHeader(JWSAlgorithm.RS256));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public static Tokens es256() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return new Tokens(generator.generateKeyPair(), new JWSHeader(JWSAlgorithm.ES256));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the same issuer, whose tokens name their key, as Entra's and Keycloak's do. */
  public Tokens naming(String keyId) {
    return new Tokens(keys, new JWSHeader.Builder(header).keyID(keyId).build());
  }

  /** Writes the public key into a file, as PEM. */
  public Path writePublicKey(Path file) {
    String pem =
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(keys.getPublic().getEncoded())
            + "\n-----END PUBLIC KEY-----\n";
    try {
      return Files.writeString(file, pem);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns an application's token that may read and write. */
  public String of(String tenantId) {
    return signed(claims(tenantId, Instant.now()));
  }

  /** Returns an application's token with these permissions. */
  public String of(String tenantId, String applicationId, String... roles) {
    return changed(
        tenantId, claims -> claims.claim("appid", applicationId).claim("roles", List.of(roles)));
  }

  /** Returns a token that differs from a good one. */
  public String changed(String tenantId, UnaryOperator<JWTClaimsSet.Builder> change) {
    return signed(change.apply(new JWTClaimsSet.Builder(claims(tenantId, Instant.now()))).build());
  }

  /** Returns a token that nobody signed. */
  public String unsigned(String tenantId) {
    return new PlainJWT(claims(tenantId, Instant.now())).serialize();
  }

  /** Returns the claims of a good token. */
  public static JWTClaimsSet claims(String tenantId, Instant now) {
    return new JWTClaimsSet.Builder()
        .issuer(ISSUER)
        .audience(AUDIENCE)
        .claim("tid", tenantId)
        .claim("appid", "app-1")
        .claim("app_displayname", "Fleet tool")
        .claim("roles", List.of(READ, READ_WRITE))
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plusSeconds(600)))
        .build();
  }

  /** Signs claims. */
  public String signed(JWTClaimsSet claims) {
    SignedJWT token = new SignedJWT(header, claims);
    try {
      token.sign(signer());
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return token.serialize();
  }

  private JWSSigner signer() throws JOSEException {
    return header.getAlgorithm().equals(JWSAlgorithm.RS256)
        ? new RSASSASigner(keys.getPrivate())
        : new ECDSASigner((ECPrivateKey) keys.getPrivate());
  }
}
