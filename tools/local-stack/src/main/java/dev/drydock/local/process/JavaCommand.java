package dev.drydock.local.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines that run Java programs on the same JDK as this one. */
public final class JavaCommand {

  private JavaCommand() {}

  /** Returns the command line for a jar with a manifest that says the rest. */
  public static List<String> ofJar(List<String> options, Path jar, List<String> arguments) {
    return of(options, List.of("-jar", jar.toString()), arguments);
  }

  /** Returns the command line for a class of this JVM's own class path. */
  public static List<String> ofClass(List<String> options, Class<?> main, List<String> arguments) {
    String classPath = System.getProperty("java.class.path");
    return of(options, List.of("-cp", classPath, main.getName()), arguments);
  }

  private static List<String> of(
      List<String> options, List<String> program, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(program);
    command.addAll(arguments);
    return command;
  }
}
