package dev.drydock.e2e;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Programs in JVMs of their own, with none of Drydock's classes but what their libraries hold. */
final class Java {

  private static final String REMEDY =
      "the JDK that runs this has no java; run the tests with a whole one";
  private static final List<String> SMALL =
      List.of(
          "-Xmx384m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");

  private Java() {}

  /**
   * Returns a program that ends by itself.
   *
   * @param main a source file
   */
  static Program program(
      Path libraries, Path main, List<String> arguments, Path directory, Duration limit) {
    List<String> command =
        command(libraries, main.toAbsolutePath().toString(), arguments, directory);
    return new Program(command, directory, Map.of(), limit, REMEDY);
  }

  /**
   * Starts a program that goes on until it is ended.
   *
   * @param main a source file or a class
   */
  static Tool tool(Path libraries, String main, List<String> arguments, Path directory) {
    return Tool.start(command(libraries, main, arguments, directory), directory, REMEDY);
  }

  private static List<String> command(
      Path libraries, String main, List<String> arguments, Path directory) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String temporary = "-Djava.io.tmpdir=" + directory.toAbsolutePath();
    List<String> classPath = List.of(temporary, "-cp", libraries.toAbsolutePath() + "/*");
    return Stream.of(List.of(java), SMALL, classPath, List.of(main), arguments)
        .flatMap(List::stream)
        .toList();
  }
}
