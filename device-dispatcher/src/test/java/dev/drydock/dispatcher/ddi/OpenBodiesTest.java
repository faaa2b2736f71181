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
    open.forEach(body -> bodies.open(DEVICE, body));
  }

  @Test
  void shouldGiveUpTheOldestThatIsOnItsWayWhenThereAreTooMany() {
    // given
    open.get(0).complete(new byte[0]);
    bodies.open(DEVICE, new CompletableFuture<>());

    // when
    bodies.open(DEVICE, next);

    // then
    assertThat(open.get(1)).isCompletedExceptionally();
    assertThat(open.subList(2, OpenBodies.MOST)).noneMatch(CompletableFuture::isDone);
    assertThat(next).isNotDone();
  }

  @Test
  void shouldTakeAnotherWhenAllAreBeingAnsweredButTellThatThereIsNoRoom() {
    // given
    open.forEach(body -> body.complete(new byte[0]));
    boolean hadRoom = bodies.hasRoom(DEVICE);

    // when
    bodies.open(DEVICE, next);
    next.complete(new byte[0]);

    // then
    assertThat(hadRoom).isTrue();
    assertThat(open).noneMatch(CompletableFuture::isCompletedExceptionally);
    assertThat(bodies.hasRoom(DEVICE)).isFalse();
    assertThat(bodies.hasRoom(new DeviceKey("tenant", "other"))).isTrue();
  }

  @Test
  void shouldHaveRoomAgainWhenOneIsClosed() {
    // given
    open.forEach(body -> body.complete(new byte[0]));
    bodies.open(DEVICE, next);
    next.complete(new byte[0]);

    // when
    bodies.close(DEVICE, open.get(3));
    bodies.close(DEVICE, open.get(3));

    // then
    assertThat(bodies.hasRoom(DEVICE)).isTrue();
  }
}
