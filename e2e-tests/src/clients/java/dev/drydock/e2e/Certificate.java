package dev.drydock.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * A certificate for 127.0.0.1 that is signed by itself, made by the JDK's keytool.
 *
 * @param keyStore PKCS #12 file of the key and the certificate
 * @param pem file of the certificate alone, for those who are to trust it
 */
record Certificate(Path keyStore, Path pem) {

  /** Of the key store. The key is worth nothing: it is made for one run. */
  static final String PASSWORD = "only-for-a-test";

  private static final String ALIAS = "gateway";
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** Makes one in an empty directory. */
  static Certificate make(Path directory) {
    Path keyStore = directory.resolve("gateway.p12").toAbsolutePath();
    Path pem = directory.resolve("gateway.pem").toAbsolutePath();
    keytool(
        directory,
        keyStore,
        List.of(
            "-genkeypair",
            "-keyalg",
            "EC",
            "-dname",
            "CN=127.0.0.1",
            "-ext",
            "san=ip:127.0.0.1",
            "-validity",
            "2"));
    keytool(directory, keyStore, List.of("-exportcert", "-rfc", "-file", pem.toString()));
    return new Certificate(keyStore, pem);
  }

  /** Returns who trusts this certificate and no other. */
  X509TrustManager trust() {
    try (InputStream in = Files.newInputStream(pem)) {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      trusted.setCertificateEntry(
          ALIAS, CertificateFactory.getInstance("X.509").generateCertificate(in));
      var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(trusted);
      return (X509TrustManager) factory.getTrustManagers()[0];
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("Expected to read " + pem + " but could not", e);
    }
  }

  private static void keytool(Path directory, Path keyStore, List<String> task) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(task);
    command.addAll(
        List.of(
            "-alias",
            ALIAS,
            "-keystore",
            keyStore.toString(),
            "-storepass",
            PASSWORD,
            "-storetype",
            "PKCS12"));
    new Program(command, directory, Map.of(), LIMIT, "it comes with a JDK").run();
  }
}
