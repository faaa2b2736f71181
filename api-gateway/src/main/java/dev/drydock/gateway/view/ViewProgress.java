package dev.drydock.gateway.view;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** By how much the view said it was behind, when it last answered. Thread-safe. */
@Component
public final class ViewProgress {

  /** The header by which the view says so, and this gateway in its turn. */
  public static final String HEADER = "Drydock-View-Behind";

  /** What was said longer ago says nothing of the present. */
  private static final Duration GOOD_FOR = Duration.ofSeconds(10);

  private volatile @Nullable Word last;

  /**
   * What the view said.
   *
   * @param behind whole seconds, or {@code unknown}
   * @param atNanos when, by {@link System#nanoTime}
   */
  private record Word(String behind, long atNanos) {}

  /** Takes what an answer of the view says; nothing while it is not behind. */
  void note(Optional<String> behind) {
    last = behind.map(value -> new Word(value, System.nanoTime())).orElse(null);
  }

  /** Returns by how much the view is behind, in whole seconds or {@code unknown}, if it is. */
  public Optional<String> behind() {
    Word word = last;
    return word == null || System.nanoTime() - word.atNanos() > GOOD_FOR.toNanos()
        ? Optional.empty()
        : Optional.of(word.behind());
  }
}
