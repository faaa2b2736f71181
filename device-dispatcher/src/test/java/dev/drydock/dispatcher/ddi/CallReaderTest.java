package dev.drydock.dispatcher.ddi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dispatcher.ddi.auth.Credential;
import dev.drydock.schemas.DeviceKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.mock.web.MockHttpServletRequest;

class CallReaderTest {

  private static final DeviceKey DEVICE = new DeviceKey("contoso", "room-1");
  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

  private final CallReader reader =
      new CallReader(
          new Binder(new MapConfigurationPropertySource(Map.of()))
              .bindOrCreate("drydock.dispatcher.ddi", DdiSettings.class),
          () -> NOW);

  @ParameterizedTest
  @CsvSource({
    "2026-11-30T11:59:58Z, 2026-11-30T11:59:58Z",
    "2026-11-30T12:00:00Z, 2026-11-30T12:00:00Z",
    "2026-11-30T12:00:01Z, 2026-11-30T12:00:00Z",
    "yesterday,            2026-11-30T12:00:00Z",
  })
  void shouldTakeAForwardedCallToBeReceivedNoLaterThanNow(String told, Instant receivedAt) {
    // given
    MockHttpServletRequest request = new MockHttpServletRequest();
    request.addHeader(CallReader.FORWARDED, "https://updates.example");
    request.addHeader(CallReader.RECEIVED_AT, told);

    // when
    DeviceCall call =
        reader.read(
            Call.POLL, DEVICE, new DdiPath(DEVICE, List.of()), Credential.TARGET_TOKEN, request);

    // then
    assertThat(call.origin().receivedAt()).isEqualTo(receivedAt);
  }
}
