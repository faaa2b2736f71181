package dev.drydock.dispatcher.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.schemas.DeviceKey;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.web.MockAsyncContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Deliveries to a web server that fails. */
final class ArtifactsTest {

  private static final Duration TIME = Duration.ofSeconds(30);
  private static final DeviceKey DEVICE = new DeviceKey("acme", "d1");

  @TempDir private Path root;

  @Test
  void shouldLeaveItsPlaceWhenTheAnswerCannotBeBegun() throws IOException {
    // given
    Path path = Files.write(root.resolve("fw.bin"), new byte[7]);
    ArtifactFile file = new ArtifactFile(path.toUri().toString(), 7, "a".repeat(64));
    try (Artifacts artifacts = new Artifacts(onePlace(), new SimpleMeterRegistry())) {
      // when
      CompletableFuture<Optional<Artifacts.Refusal>> first =
          artifacts.deliver(failing(), file, DEVICE, Duration.ofSeconds(50));
      CompletableFuture<Optional<Artifacts.Refusal>> second =
          artifacts.deliver(failing(), file, DEVICE, Duration.ofSeconds(50));

      // then
      assertFailed(first);
      assertFailed(second);
    }
  }

  private static void assertFailed(CompletableFuture<Optional<Artifacts.Refusal>> delivery) {
    assertThatThrownBy(() -> delivery.get(10, TimeUnit.SECONDS))
        .hasRootCauseMessage("The answer is over");
    assertThat(delivery).isCompletedExceptionally();
  }

  private ArtifactSettings onePlace() {
    return new ArtifactSettings(Set.of(), root, 1, 1, TIME, null, Map.of(), TIME, TIME);
  }

  /** An exchange whose device has gone, so that the web server takes nothing more of its answer. */
  private static AsyncContext failing() {
    return new MockAsyncContext(
        new MockHttpServletRequest("GET", "/"),
        new MockHttpServletResponse() {
          @Override
          public ServletOutputStream getOutputStream() {
            throw new IllegalStateException("The answer is over");
          }
        });
  }
}
