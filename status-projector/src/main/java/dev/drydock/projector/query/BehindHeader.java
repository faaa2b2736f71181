package dev.drydock.projector.query;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.web.servlet.HandlerInterceptor;

/** Has all answers of a view that is behind say by how much. Thread-safe. */
public final class BehindHeader implements HandlerInterceptor {

  /** Whole seconds, or {@code unknown}; there while the view is behind, and only then. */
  public static final String NAME = "Drydock-View-Behind";

  private final Supplier<Optional<String>> behind;

  /**
   * @param behind tells by how much the view is behind; nothing when it is not
   */
  public BehindHeader(Supplier<Optional<String>> behind) {
    this.behind = behind;
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    behind.get().ifPresent(value -> response.setHeader(NAME, value));
    return true;
  }
}
