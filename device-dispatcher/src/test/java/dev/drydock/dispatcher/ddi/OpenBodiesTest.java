package dev.drydock.dispatcher.ddi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.schemas.DeviceKey;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which bodies a device may have open. */
final class OpenBodiesTest {

  private static final DeviceKey DEVICE = new DeviceKey("tenant", "device");

  private final OpenBodies bodies = new OpenBodies();
  private final List<CompletableFuture<byte[]>> open =
      Stream.generate(CompletableFuture<byte[]>::new).limit(OpenBodies.MOST).toList();
  private final CompletableFuture<byte[]> next = new CompletableFuture<>();

  @BeforeEach
  void open() {
    open.forEach(body -> assertThat(bodies.tryOpen(DEVICE, body)).isTrue());
  }

  @Test
  void shouldGiveUpTheOldestThatIsOnItsWay() {
    // given
    open.get(0).complete(new byte[0]);

    // when
    boolean isOpen = bodies.tryOpen(DEVICE, next);

    // then
    assertThat(isOpen).isTrue();
    assertThat(open.get(1)).isCompletedExceptionally();
    assertThat(open.subList(2, OpenBodies.MOST)).noneMatch(CompletableFuture::isDone);
  }

  @Test
  void shouldOpenNoneWhenAllAreBeingAnswered() {
    // given
    open.forEach(body -> body.complete(new byte[0]));

    // when
    boolean isOpen = bodies.tryOpen(DEVICE, next);

    // then
    assertThat(isOpen).isFalse();
    assertThat(bodies.tryOpen(new DeviceKey("tenant", "other"), next)).isTrue();
  }

  @Test
  void shouldHaveRoomAgainWhenOneIsClosed() {
    // given
    open.forEach(body -> body.complete(new byte[0]));
    bodies.close(DEVICE, open.get(3));
    bodies.close(DEVICE, open.get(3));

    // when
    boolean isOpen = bodies.tryOpen(DEVICE, next);

    // then
    assertThat(isOpen).isTrue();
    assertThat(open).noneMatch(CompletableFuture::isCompletedExceptionally);
  }
}
