package dev.drydock.local.tiny;

import dev.drydock.local.Service;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A directory that looks like the built project, with {@link TinyService} for every service. */
public final class TinyProject {

  private TinyProject() {}

  public static Path in(Path directory) throws IOException {
    for (Service service : Service.values()) {
      Path app = directory.resolve(service.moduleName()).resolve("target").resolve("app");
      Files.createDirectories(app);
      writeJar(app.resolve(service.moduleName() + ".jar"));
    }
    return directory;
  }

  private static void writeJar(Path jar) throws IOException {
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, TinyService.class.getName());
    String path = TinyService.class.getName().replace('.', '/') + ".class";
    try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest);
        InputStream bytes = TinyService.class.getClassLoader().getResourceAsStream(path)) {
      out.putNextEntry(new JarEntry(path));
      bytes.transferTo(out);
    }
  }
}
