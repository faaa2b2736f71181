package dev.drydock.e2e;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An image for SWUpdate: a cpio archive of a description, its signature (CMS), and a file.
 *
 * @param version the software's
 * @param section what the description says of the file
 * @param fileName the file's name
 * @param content the file's content
 */
record SignedImage(String version, String section, String fileName, byte[] content) {

  private static final int BLOCK = 512;
  private static final int ALIGNMENT = 4;
  private static final String DESCRIPTION = "sw-description";

  /** Returns an image that installs a file at a path. */
  static SignedImage ofFile(String version, Path target, byte[] content) {
    return ofFile(version, target, content, Digests.sha256(content));
  }

  /** Returns an image whose description names this hash of its file. */
  static SignedImage ofFile(String version, Path target, byte[] content, String sha256) {
    String section =
        "files: ( { filename = \"app.bin\"; path = \"%s\"; sha256 = \"%s\"; } );"
            .formatted(target, sha256);
    return new SignedImage(version, section, "app.bin", content);
  }

  /** Returns an image that runs a script of the shell before anything is installed. */
  static SignedImage ofScript(String version, String script) {
    byte[] content = script.getBytes(StandardCharsets.UTF_8);
    String section =
        "scripts: ( { filename = \"run.sh\"; type = \"preinstall\"; sha256 = \"%s\"; } );"
            .formatted(Digests.sha256(content));
    return new SignedImage(version, section, "run.sh", content);
  }

  /** Returns the archive, signed. */
  byte[] signedBy(ImageMaker maker) {
    byte[] description = description().getBytes(StandardCharsets.UTF_8);
    var archive = new ByteArrayOutputStream();
    // the description comes first, then its signature, for the agent reads them as they come
    write(archive, DESCRIPTION, description);
    write(archive, DESCRIPTION + ".sig", maker.sign(description));
    write(archive, fileName, content);
    write(archive, "TRAILER!!!", new byte[0]);
    pad(archive, BLOCK);
    return archive.toByteArray();
  }

  private String description() {
    return """
        software = {
          version = "%s";
          hardware-compatibility: [ "%s" ];
          %s
        }
        """
        .formatted(version, SwUpdateAgent.REVISION, section);
  }

  /** The format that cpio calls crc. */
  private static void write(ByteArrayOutputStream archive, String name, byte[] content) {
    long checksum = 0;
    for (byte b : content) {
      checksum += Byte.toUnsignedInt(b);
    }
    // inode, mode, owner, group, links, time, size, four numbers of devices, name's size
    String head =
        Stream.of(
                1L,
                0100644L,
                0L,
                0L,
                1L,
                0L,
                (long) content.length,
                0L,
                0L,
                0L,
                0L,
                name.length() + 1L,
                checksum)
            .map("%08X"::formatted)
            .collect(Collectors.joining("", "070702", name + '\0'));
    archive.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
    pad(archive, ALIGNMENT);
    archive.writeBytes(content);
    pad(archive, ALIGNMENT);
  }

  private static void pad(ByteArrayOutputStream archive, int size) {
    archive.writeBytes(new byte[Math.floorMod(-archive.size(), size)]);
  }
}
