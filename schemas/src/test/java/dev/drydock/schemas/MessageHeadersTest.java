package dev.drydock.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageHeadersTest {

  private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  private final RecordHeaders headers = new RecordHeaders();

  @Test
  void shouldReturnATraceContextOfW3CsForm() {
    MessageHeaders.set(headers, MessageHeaders.TRACEPARENT, TRACE);

    assertThat(MessageHeaders.traceparent(headers)).isEqualTo(TRACE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00-trace",
        "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
      })
  void shouldReturnNoTraceContextWhenItsFormIsAnother(String value) {
    MessageHeaders.set(headers, MessageHeaders.TRACEPARENT, value);

    assertThat(MessageHeaders.traceparent(headers)).isNull();
  }

  @Test
  void shouldReturnAnAddressOnlyWhenItCanBeOne() {
    MessageHeaders.set(headers, MessageHeaders.REPLY_TO, "g".repeat(128));
    assertThat(MessageHeaders.replyTo(headers)).hasSize(128);

    MessageHeaders.set(headers, MessageHeaders.REPLY_TO, "g".repeat(129));
    assertThat(MessageHeaders.replyTo(headers)).isNull();
  }

  @Test
  void shouldReturnNothingWhenThereIsNoHeader() {
    assertThat(MessageHeaders.traceparent(headers)).isNull();
    assertThat(MessageHeaders.replyTo(headers)).isNull();
  }
}
