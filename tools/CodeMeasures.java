import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Measures the main code of checkouts of Drydock, side by side: {@code java tools/CodeMeasures.java
 * DIRECTORY...}. Prints a Markdown table: lines, files, files under 30 lines, methods whose body
 * has more than 20 lines, and the lines of each module. Generated code is not counted.
 */
public final class CodeMeasures {

  private static final int SMALL_FILE_LINES = 30;
  private static final int LONG_METHOD_LINES = 20;

  private final Map<String, Integer> measures = new TreeMap<>();
  private final Map<String, Integer> modules = new TreeMap<>();

  /** Takes the checkouts to measure. */
  public static void main(String[] directories) throws IOException {
    List<CodeMeasures> all = new ArrayList<>();
    for (String directory : directories) {
      CodeMeasures measures = new CodeMeasures();
      measures.measure(Path.of(directory).toAbsolutePath().normalize());
      all.add(measures);
    }
    System.out.println("| | " + String.join(" | ", directories) + " |");
    System.out.println("| --- |" + " ---: |".repeat(directories.length));
    print(all.stream().map(one -> one.measures).toList());
    print(all.stream().map(one -> one.modules).toList());
  }

  private static void print(List<Map<String, Integer>> columns) {
    Stream<String> names = columns.stream().flatMap(column -> column.keySet().stream());
    names
        .distinct()
        .sorted()
        .forEach(
            name -> {
              StringBuilder row = new StringBuilder("| " + name + " |");
              columns.forEach(column -> row.append(' ').append(column.getOrDefault(name, 0)).append(" |"));
              System.out.println(row);
            });
  }

  private void measure(Path directory) throws IOException {
    List<Path> files = mainFiles(directory);
    for (Path file : files) {
      int lines = Files.readAllLines(file).size();
      measures.merge("main lines", lines, Integer::sum);
      measures.merge("files", 1, Integer::sum);
      measures.merge("files under 30 lines", lines < SMALL_FILE_LINES ? 1 : 0, Integer::sum);
      modules.merge("lines of " + module(directory, file), lines, Integer::sum);
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, manager, found -> {}, null, null, manager.getJavaFileObjectsFromPaths(files));
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      for (CompilationUnitTree unit : task.parse()) {
        new Methods(unit, positions).scan(unit, null);
      }
    }
  }

  private static List<Path> mainFiles(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> directory.relativize(file).toString().contains("src/main/java"))
          .filter(file -> !directory.relativize(file).toString().contains("target/"))
          .sorted()
          .toList();
    }
  }

  private static String module(Path directory, Path file) {
    String relative = directory.relativize(file).toString();
    return relative.substring(0, relative.indexOf("/src/main"));
  }

  /** Counts the methods of one file. */
  private final class Methods extends TreeScanner<Void, Void> {

    private final CompilationUnitTree unit;
    private final SourcePositions positions;

    private Methods(CompilationUnitTree unit, SourcePositions positions) {
      this.unit = unit;
      this.positions = positions;
    }

    @Override
    public Void visitClass(ClassTree type, Void nothing) {
      measures.merge("types", 1, Integer::sum);
      return super.visitClass(type, nothing);
    }

    @Override
    public Void visitMethod(MethodTree method, Void nothing) {
      if (method.getBody() != null) {
        LineMap lines = unit.getLineMap();
        long first = lines.getLineNumber(positions.getStartPosition(unit, method.getBody()));
        long last = lines.getLineNumber(positions.getEndPosition(unit, method.getBody()));
        measures.merge("methods", 1, Integer::sum);
        boolean isLong = last - first - 1 > LONG_METHOD_LINES;
        measures.merge("methods over 20 lines", isLong ? 1 : 0, Integer::sum);
      }
      return super.visitMethod(method, nothing);
    }
  }
}
