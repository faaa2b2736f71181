package dev.drydock.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Who makes images: a key, and a certificate that devices trust or do not. Works by {@code
 * openssl}, for a JDK signs no CMS.
 *
 * @param directory where both are
 */
record ImageMaker(Path directory) {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** Makes one. */
  static ImageMaker of(String name) {
    var maker = new ImageMaker(StackDirectory.empty(name).toAbsolutePath());
    maker.openssl(
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=" + name,
        "-keyout",
        "key.pem",
        "-out",
        "certificate.pem");
    return maker;
  }

  /** What who trusts it needs. */
  Path certificate() {
    return directory.resolve("certificate.pem");
  }

  /** Returns a signature apart from what is signed (CMS, DER). */
  byte[] sign(byte[] content) {
    try {
      Files.write(directory.resolve("content"), content);
      openssl(
          "cms",
          "-sign",
          "-binary",
          "-nosmimecap",
          "-outform",
          "DER",
          "-signer",
          "certificate.pem",
          "-inkey",
          "key.pem",
          "-in",
          "content",
          "-out",
          "signature");
      return Files.readAllBytes(directory.resolve("signature"));
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to sign in " + directory, e);
    }
  }

  private void openssl(String... arguments) {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments));
    new Program(command, directory, Map.of(), LIMIT, "install openssl").run();
  }
}
