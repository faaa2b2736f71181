package dev.drydock.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Keeps words out of the product, its messages and its documents for which the field has a term:
 * {@code docs/glossary.md} has the terms.
 */
class WordsTest {

  private static final Pattern UNWANTED =
      Pattern.compile(
          "nobody(?!\\(\\))|whoever|\\blast\\s+words?\\b|lastWord|turned\\s+away|turnedAway"
              + "|\\bcomes?\\s+again\\b|\\bheard\\s+of\\b|\\bcomes?\\s+itself\\b|unheard",
          Pattern.CASE_INSENSITIVE);

  /** What stands between two words of a comment that is broken into lines. */
  private static final Pattern LINE_BREAK = Pattern.compile("\\s*\\n\\s*(\\*|//|#|--)?\\s*");

  private static final Set<String> KINDS =
      Set.of("java", "avsc", "yml", "yaml", "sql", "md", "xml", "properties", "html", "js");

  private static final Set<String> SKIPPED = Set.of("target", "node_modules", "test", "findings");

  private static final Path PROJECT = Path.of(System.getProperty("drydock.project"));

  @Test
  void shouldSayInTheTermsOfTheFieldWhatIsMeant() throws IOException {
    // when
    List<String> found = new ArrayList<>();
    int files = 0;
    for (Path file : texts()) {
      files++;
      Matcher matcher = UNWANTED.matcher(plain(file));
      while (matcher.find()) {
        found.add(PROJECT.relativize(file) + ": " + matcher.group());
      }
    }

    // then
    assertThat(files).isGreaterThan(500);
    assertThat(found).isEmpty();
  }

  private static String plain(Path file) throws IOException {
    return LINE_BREAK.matcher(Files.readString(file)).replaceAll(" ");
  }

  private static List<Path> texts() throws IOException {
    List<Path> texts = new ArrayList<>();
    Files.walkFileTree(
        PROJECT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String name = folder.getFileName().toString();
            return !folder.equals(PROJECT) && (name.startsWith(".") || SKIPPED.contains(name))
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = file.getFileName().toString();
            if (KINDS.contains(name.substring(name.lastIndexOf('.') + 1))) {
              texts.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return texts;
  }
}
