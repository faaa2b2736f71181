package dev.drydock.local;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.local.process.StartPatience;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabasePartTest {

  @TempDir private Path directory;

  @Test
  void shouldNotStartWhenItWasClosedBefore() {
    // given
    var database = new DatabasePart(directory, FreePorts.one(), StartPatience.DEFAULT);
    database.close();

    // when, then
    assertThatThrownBy(database::start)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("stopped");
  }
}
