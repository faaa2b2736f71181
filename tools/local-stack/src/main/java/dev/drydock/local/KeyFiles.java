package dev.drydock.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/**
 * An RSA key pair in a directory of its own, as PEM files, and the secrets that follow from the
 * private key, each by a label of its own.
 */
final class KeyFiles {

  private static final int KEY_BITS = 2048;
  private static final String PRIVATE = "PRIVATE KEY";
  private static final String PUBLIC = "PUBLIC KEY";

  private final PrivateKey privateKey;
  private final Path publicKeyFile;
  private final Path pagingSecretFile;
  private final Path deviceTokenSecretFile;

  /** Reads the keys, and makes them when they are not there. */
  KeyFiles(Path directory) {
    Path file = directory.resolve("signing-key.pem");
    publicKeyFile = directory.resolve("public-key.pem");
    pagingSecretFile = directory.resolve("paging-secret");
    deviceTokenSecretFile = directory.resolve("device-token-secret");
    try {
      Files.createDirectories(directory);
      if (!Files.exists(file)) {
        create(file);
      }
      var key = (RSAPrivateCrtKey) read(file);
      // written each time: whatever became of the file, it belongs to the private key
      replace(publicKeyFile, pem(PUBLIC, publicKeyOf(key)));
      replace(pagingSecretFile, secretOf(key, "paging"));
      replace(deviceTokenSecretFile, secretOf(key, "device-token"));
      privateKey = key;
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalStateException(
          "Expected to have a key pair in \""
              + directory
              + "\" but could not ("
              + e
              + "): delete the directory, and a new one is made",
          e);
    }
  }

  PrivateKey privateKey() {
    return privateKey;
  }

  /** Returns the file of the secret that protects the links to further pages. */
  Path pagingSecretFile() {
    return pagingSecretFile;
  }

  /** Returns the file of the secret that the devices' tokens are made with. */
  Path deviceTokenSecretFile() {
    return deviceTokenSecretFile;
  }

  Path publicKeyFile() {
    return publicKeyFile;
  }

  private static void create(Path file) throws IOException, GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(KEY_BITS);
    byte[] key = generator.generateKeyPair().getPrivate().getEncoded();
    Path unfinished =
        Files.createTempFile(
            file.getParent(),
            "new",
            ".pem",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(unfinished, pem(PRIVATE, key));
    try {
      Files.move(unfinished, file);
    } catch (FileAlreadyExistsException e) {
      // another process has made one meanwhile: that is used
      Files.delete(unfinished);
    }
  }

  private static PrivateKey read(Path file) throws IOException, GeneralSecurityException {
    String base64 =
        Files.readString(file).replace(begin(PRIVATE), "").replace(end(PRIVATE), "").strip();
    return KeyFactory.getInstance("RSA")
        .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(base64)));
  }

  private static byte[] publicKeyOf(RSAPrivateCrtKey key) throws GeneralSecurityException {
    return KeyFactory.getInstance("RSA")
        .generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()))
        .getEncoded();
  }

  private static String secretOf(PrivateKey key, String label) throws GeneralSecurityException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update(label.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest.digest(key.getEncoded())) + "\n";
  }

  /** A service may read the file at any moment: it is whole, or as it was. */
  private static void replace(Path file, String text) throws IOException {
    if (Files.exists(file) && Files.readString(file).equals(text)) {
      return;
    }
    Path unfinished = Files.createTempFile(file.getParent(), "new", ".pem");
    Files.writeString(unfinished, text);
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static String pem(String kind, byte[] key) {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key);
    return begin(kind) + "\n" + base64 + "\n" + end(kind) + "\n";
  }

  private static String begin(String kind) {
    return "-----BEGIN " + kind + "-----";
  }

  private static String end(String kind) {
    return "-----END " + kind + "-----";
  }
}
