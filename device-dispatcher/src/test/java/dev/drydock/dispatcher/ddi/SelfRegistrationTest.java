package dev.drydock.dispatcher.ddi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dispatcher.config.TestEdge;
import dev.drydock.dispatcher.core.Channel;
import dev.drydock.dispatcher.core.Dock;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** By what a device that nobody knows is known from then on. */
final class SelfRegistrationTest {

  private static final String GATEWAY = "GatewayToken gateway-token-of-acme";
  private static final String[] WAYS_IN = {
    "drydock.dispatcher.ddi.gateway-tokens.acme=gateway-token-of-acme",
    "drydock.dispatcher.ddi.client-certificates.enabled=true",
    "drydock.dispatcher.ddi.client-certificates.issuer-hashes.acme=ab:cd",
  };

  @RegisterExtension private static final TestEdge edge = TestEdge.start(WAYS_IN);

  private final Device device = Device.anyOf(edge);

  @Test
  void shouldRegisterADeviceWithItsOwnTokenThoughItTellsNothing() {
    // when
    int status = device.put("/configData", "{\"data\":{}}").statusCode();

    // then
    assertThat(status).isEqualTo(200);
    assertThat(edge.written(device.key())).hasSize(1);
  }

  @Test
  void shouldRegisterADeviceWithACertificate() {
    // when
    int status =
        status(
            device
                .bare("")
                .header("X-Ssl-Client-Cn", device.key().deviceId())
                .header("X-Ssl-Issuer-Hash", "ab:cd"));

    // then
    assertThat(status).isEqualTo(200);
    assertThat(edge.written(device.key())).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"data\":{}}", "{\"data\":{\"a\":\"1\"}}"})
  void shouldNotRegisterADeviceWithItsTenantsToken(String configData) {
    // when
    int poll = status(byGateway(device, ""));
    int described = status(configData(device, configData));

    // then
    assertThat(poll).isEqualTo(404);
    assertThat(described).isEqualTo(404);
    assertThat(edge.written(device.key())).isEmpty();
  }

  @Test
  void shouldNotTakeADeviceFromItsBridgeWithItsTenantsToken() {
    // given
    edge.put(
        device.key(),
        new Dock(Docks.registration(Channel.BRIDGE, true), null, 0, List.of(), List.of()));

    // when
    int status = status(byGateway(device, ""));

    // then
    assertThat(status).isEqualTo(200);
    assertThat(edge.written(device.key())).isEmpty();
  }

  @Test
  void shouldHearWithItsTenantsTokenWhatAKnownDeviceIs() {
    // given
    edge.put(device.key(), Docks.free());

    // when
    int status = status(configData(device, "{\"data\":{\"a\":\"1\"}}"));

    // then
    assertThat(status).isEqualTo(200);
    assertThat(edge.written(device.key())).hasSize(1);
    assertThat(edge.written(device.key()).get(0).getChannel()).isNull();
  }

  @Test
  void shouldNotBelieveWhoeverHasATenantsTokenThatAnotherLetTheCallIn() {
    // when
    int status =
        status(
            byGateway(device, "")
                .header("Drydock-Forwarded", edge.url().toString())
                .header("Drydock-Let-In-By", "TARGET_TOKEN"));

    // then
    assertThat(status).isEqualTo(404);
    assertThat(edge.written(device.key())).isEmpty();
  }

  @Test
  void shouldRegisterADeviceWithItsTenantsTokenWhenThatIsSet() {
    try (TestEdge open =
        TestEdge.start(WAYS_IN[0], "drydock.dispatcher.ddi.gateway-token-registers=true")) {
      // given
      Device stranger = Device.anyOf(open);

      // when
      int poll = status(byGateway(stranger, ""));
      int described = status(configData(stranger, "{\"data\":{}}"));

      // then
      assertThat(poll).isEqualTo(200);
      assertThat(described).isEqualTo(200);
      assertThat(open.written(stranger.key())).hasSize(2);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldKnowWhatLetACallInThatWasPassedOn(boolean isByGateway) {
    try (TestEdge owner = TestEdge.start()) {
      // given
      edge.put(device.key(), new DockPlace.Elsewhere(owner.url()));

      // when
      int status = status(isByGateway ? byGateway(device, "") : device.request(""));

      // then
      assertThat(status).isEqualTo(isByGateway ? 404 : 200);
      assertThat(owner.written(device.key())).hasSize(isByGateway ? 0 : 1);
    }
  }

  private static HttpRequest.Builder configData(Device device, String body) {
    return byGateway(device, "/configData").PUT(BodyPublishers.ofString(body));
  }

  private static HttpRequest.Builder byGateway(Device device, String below) {
    return device.bare(below).header("Authorization", GATEWAY);
  }

  private static int status(HttpRequest.Builder request) {
    return Device.send(request.build()).statusCode();
  }
}
