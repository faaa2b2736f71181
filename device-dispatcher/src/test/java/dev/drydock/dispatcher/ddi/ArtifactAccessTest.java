package dev.drydock.dispatcher.ddi;

import static dev.drydock.dispatcher.ddi.StoredFile.BELOW;
import static dev.drydock.dispatcher.ddi.StoredFile.CONTENT;
import static dev.drydock.dispatcher.ddi.StoredFile.dock;
import static dev.drydock.dispatcher.ddi.StoredFile.offer;
import static dev.drydock.dispatcher.ddi.StoredFile.request;
import static dev.drydock.dispatcher.ddi.StoredFile.send;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dispatcher.config.TestEdge;
import dev.drydock.dispatcher.core.DeviceAnswer;
import dev.drydock.dispatcher.core.End;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may download a file, and when. */
final class ArtifactAccessTest {

  private static FileHost host;
  private static TestEdge edge;

  private final Device device = Device.anyOf(edge);
  private final String uri = host.put("/fw.bin", CONTENT);

  @BeforeAll
  static void start() {
    host = new FileHost();
    edge = TestEdge.start("drydock.dispatcher.ddi.artifacts.hosts=" + host.host());
  }

  @AfterAll
  static void stop() {
    edge.close();
    host.close();
  }

  @Test
  void shouldLetInOnlyWhoMaySpeakForTheDevice() {
    // given
    edge.put(device.key(), dock(uri));

    // then
    assertThat(send(device.bare(BELOW).build()).statusCode()).isEqualTo(401);
    assertThat(
            send(device.bare(BELOW).header("Authorization", "TargetToken no").build()).statusCode())
        .isEqualTo(401);
    assertThat(Device.anyOf(edge).get(BELOW).statusCode()).isEqualTo(404);
  }

  @Test
  void shouldDeliverOnlyToADeviceThatIsAtTheUpdate() {
    List.of(
            Docks.free(),
            Docks.held(Docks.admitted(7, offer(uri, true))),
            Docks.held(Docks.delivered(8, offer(uri, true))),
            Docks.held(Docks.delivered(7, offer(uri, false))),
            dock(uri).answered(Docks.operation(7), DeviceAnswer.FAILED),
            Docks.held(Docks.forced(7, offer(uri, true))),
            Docks.past(Docks.delivered(7, offer(uri, true)), End.FAILED))
        .forEach(
            dock -> {
              edge.put(device.key(), dock);
              assertThat(get().statusCode()).as("%s", dock).isEqualTo(404);
            });
  }

  @Test
  void shouldDeliverByLeaveOfTheInstanceThatHasTheDock() {
    try (TestEdge owner = TestEdge.start()) {
      // given
      edge.put(device.key(), new DockPlace.Elsewhere(owner.url()));
      owner.put(device.key(), dock(uri));

      // when
      HttpResponse<byte[]> answer = get("Range", "bytes=1-1000");

      // then
      assertThat(answer.statusCode()).isEqualTo(206);
      assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(CONTENT, 1, 1001));
      owner.put(device.key(), Docks.free());
      assertThat(get().statusCode()).isEqualTo(404);
    }
  }

  @Test
  void shouldNotTellADeviceWhereTheFileLiesWhenItPretendsToBeAnInstance() {
    // given
    edge.put(device.key(), dock(uri));

    // when
    HttpResponse<byte[]> answer =
        get("Drydock-Forwarded", "http://me", "Drydock-Instance", device.token());

    // then
    assertThat(answer.statusCode()).isEqualTo(401);
  }

  private HttpResponse<byte[]> get(String... headers) {
    return send(request(device, headers));
  }
}
