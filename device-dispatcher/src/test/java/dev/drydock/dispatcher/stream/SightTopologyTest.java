package dev.drydock.dispatcher.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dispatcher.Decisions;
import dev.drydock.messages.AttributesMode;
import dev.drydock.messages.DeadLetter;
import dev.drydock.messages.Device;
import dev.drydock.messages.DeviceAckKind;
import dev.drydock.messages.DispatchEventKind;
import dev.drydock.messages.OperationState;
import dev.drydock.schemas.DeviceMembers;
import dev.drydock.schemas.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What everybody is told of a device that was heard of. */
class SightTopologyTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private DockLog log;

  @BeforeEach
  void open(@TempDir Path stateDir) {
    log = new DockLog(stateDir);
    log.register("tenant", "d1", Map.of("teamsClient", "1.0.96.22"));
    log.raw(Topic.DEVICES);
  }

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void shouldTellWhatADeviceSaysOfItself() {
    // given
    int before = log.events().size();
    log.advance(Duration.ofSeconds(1));

    // when
    log.hello("d1", Map.of("firmware", "7"), Map.of("ip", "10.0.0.1", "note", "x".repeat(200)));

    // then
    assertThat(log.events()).hasSize(before);
    assertThat(devices())
        .singleElement()
        .returns(2, Device::getRevision)
        .returns(log.now(), Device::getLastSeenAt)
        .returns(log.now(), Device::getModifiedAt)
        .returns("d1", device -> device.getModifiedByDeviceId())
        .returns(
            Map.of("firmware", "7", "teamsClient", "1.0.96.22"), DeviceMembers::softwareVersions)
        .returns(Map.of("ip", "10.0.0.1", "note", "x".repeat(128)), DeviceMembers::attributes)
        .returns("device-acks", device -> device.getCauseTopic())
        .returns("teamsRoom", device -> device.getDeviceType());
  }

  @Test
  void shouldTellNoMoreThanOnceAMinuteThatADeviceIsThere() {
    // given
    Instant registered = log.now();
    log.hello("d1", Map.of(), Map.of());
    log.advance(MINUTE.minusMillis(1));
    log.hello("d1", Map.of(), Map.of());
    log.advance(Duration.ofMillis(1));
    log.hello("d1", Map.of(), Map.of());

    // when
    List<Device> told = devices();

    // then
    assertThat(told)
        .extracting(Device::getLastSeenAt)
        .containsExactly(registered, registered.plus(MINUTE));
    assertThat(told)
        .as("that it was there changes nothing of what it is")
        .allMatch(device -> device.getModifiedAt().equals(registered))
        .allMatch(device -> "app".equals(device.getModifiedByApplicationId()));
  }

  @Test
  void shouldTellOtherAttributesAtOnceAndTheSameNotAgain() {
    // given
    log.hello("d1", Map.of(), Map.of("ip", "10.0.0.1", "slot", "a"));
    devices();

    // when
    log.hello("d1", Map.of(), Map.of("slot", "a", "ip", "10.0.0.1"));
    log.hello("d1", Map.of(), Map.of());
    log.hello("d1", Map.of(), Map.of("ip", "10.0.0.2"));

    // then
    assertThat(devices())
        .singleElement()
        .returns(Map.of("ip", "10.0.0.2"), DeviceMembers::attributes);
  }

  @ParameterizedTest
  @MethodSource("modes")
  void shouldDoWithTheAttributesBeforeWhatTheDeviceSays(
      String mode, Map<String, String> said, Map<String, String> now) {
    // given
    log.hello("d1", AttributesMode.MERGE, Map.of("a", "1"));
    log.hello("d1", AttributesMode.MERGE, Map.of("b", "2"));
    assertThat(devices()).last().returns(Map.of("a", "1", "b", "2"), DeviceMembers::attributes);

    // when
    log.hello("d1", mode, said);
    log.hello("d1", mode, said);

    // then
    assertThat(devices())
        .as("a word that changes nothing is not told")
        .hasSizeLessThan(2)
        .allMatch(device -> DeviceMembers.attributes(device).equals(now));
    assertThat(log.dock("d1").registration().described()).isTrue();
    log.advance(MINUTE);
    log.hello("d1", Map.of(), Map.of());
    assertThat(devices()).last().returns(now, DeviceMembers::attributes);
  }

  static Stream<Arguments> modes() {
    Map<String, String> both = Map.of("a", "1", "b", "2");
    return Stream.of(
        Arguments.of(AttributesMode.MERGE, Map.of("b", "3"), Map.of("a", "1", "b", "3")),
        Arguments.of(AttributesMode.MERGE, Map.of(), both),
        Arguments.of(AttributesMode.REPLACE, Map.of("c", "3"), Map.of("c", "3")),
        Arguments.of(AttributesMode.REPLACE, Map.of(), Map.of()),
        Arguments.of(AttributesMode.REMOVE, Map.of("a", "", "c", ""), Map.of("b", "2")),
        Arguments.of(AttributesMode.REMOVE, both, Map.of()),
        Arguments.of("later", Map.of(), both),
        Arguments.of("later", Map.of("c", "3"), Map.of("c", "3")));
  }

  @Test
  void shouldKeepWhatTheDeviceSaidWhenACallerEditsIt() {
    // given
    log.hello("d1", Map.of(), Map.of("ip", "10.0.0.1"));
    Instant seen = log.now();
    devices();
    log.advance(MINUTE);

    // when
    log.register("d1");

    // then
    assertThat(devices())
        .singleElement()
        .returns(seen, Device::getLastSeenAt)
        .returns(Map.of("ip", "10.0.0.1"), DeviceMembers::attributes);
  }

  @Test
  void shouldForgetWhatTheDeviceSaidWhenItIsRetired() {
    // given
    log.hello("d1", Map.of(), Map.of("ip", "10.0.0.1"));
    log.retire("d1");
    log.raw(Topic.DEVICES);

    // when
    log.register("d1");

    // then
    assertThat(devices())
        .singleElement()
        .returns(null, Device::getLastSeenAt)
        .returns(Map.of(), DeviceMembers::attributes);
  }

  @Test
  void shouldPassOverAHelloOfADeviceThatNobodyRegistered() {
    // given
    int before = log.events().size();

    // when
    log.hello("d2", Map.of("firmware", "7"), Map.of("ip", "10.0.0.1"));

    // then
    assertThat(log.events()).hasSize(before);
    assertThat(log.raw(Topic.DEVICES)).isEmpty();
    assertThat(log.raw(Topic.DEAD_LETTERS)).isEmpty();
    log.request("d2", "op-1");
    assertThat(Decisions.ofKind(DispatchEventKind.UPDATE_REFUSED, log.lastEvent())).isNotNull();
  }

  @Test
  void shouldGiveUpAHelloWhoseVersionsAreNone() {
    // when
    log.hello("d1", Map.of("firmware", "x".repeat(129)), Map.of());

    // then
    assertThat(log.read(Topic.DEAD_LETTERS, DeadLetter.class))
        .extracting(DeadLetter::getReason)
        .containsExactly("invalid");
    assertThat(log.raw(Topic.DEVICES)).isEmpty();
  }

  @Test
  void shouldTellThatADeviceFetched() {
    // given
    log.request("d1", "op-1");

    // when
    log.ack("d1", "op-1", DeviceAckKind.FETCHED);
    log.ack("d1", "op-1", DeviceAckKind.FETCHED);

    // then
    assertThat(devices()).singleElement().returns(log.now(), Device::getLastSeenAt);
  }

  @Test
  void shouldTellWhenADeviceSpokeLastAtTheEndOfItsOperation() {
    // given
    log.request("d1", "op-1");
    Instant spoke = log.now().plusSeconds(30);
    log.advance(Duration.ofHours(1));

    // when
    log.status("d1", "op-1", OperationState.FAILED, "1.0.96.22", spoke);

    // then
    assertThat(devices()).singleElement().returns(spoke, Device::getLastSeenAt);
  }

  @Test
  void shouldTellNothingOfWhatADeviceSaysWhileItWorks() {
    // given
    log.request("d1", "op-1");

    // when
    log.ack("d1", "op-1", DeviceAckKind.PROGRESS);
    log.ack("d1", "op-1", DeviceAckKind.SUCCEEDED);

    // then
    assertThat(log.raw(Topic.DEVICES)).isEmpty();
  }

  private List<Device> devices() {
    return log.read(Topic.DEVICES, Device.class);
  }
}
