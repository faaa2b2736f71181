package dev.drydock.kit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HttpAnswerTest {

  private static final String ACCEPTED =
      "HTTP/1.1 202 \r\nlocation: http://h/beta/teamwork/devices/d/operations/o1\r\n"
          + "Content-Length: 0\r\n\r\n";
  private static final String CHUNKED =
      "HTTP/1.1 409 Conflict\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
          + "5\r\nhello\r\na;x=y\r\n0123456789\r\n0\r\n\r\n";
  private static final String SIZED = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbody";

  @Test
  void shouldTellOperationWhenAccepted() {
    // when
    HttpAnswer answer = read(ACCEPTED);

    // then
    assertThat(answer).isNotNull();
    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.locatedId()).isEqualTo("o1");
    assertThat(answer.isLast()).isFalse();
  }

  @Test
  void shouldJoinChunksWhenBodyHasNoLength() {
    // when
    HttpAnswer answer = read(CHUNKED);

    // then
    assertThat(answer).isEqualTo(new HttpAnswer(409, null, "hello0123456789", true));
  }

  @Test
  void shouldWaitForMoreWhenCutAnywhere() {
    for (String whole : new String[] {ACCEPTED, CHUNKED, SIZED}) {
      for (int length = 0; length < whole.length(); length++) {
        assertThat(read(whole.substring(0, length))).as("%d of %s", length, whole).isNull();
      }
      assertThat(read(whole)).isNotNull();
    }
  }

  @Test
  void shouldPassOverBodyWhenItIsNotWanted() {
    for (String whole : new String[] {CHUNKED, SIZED}) {
      ByteBuffer bytes = ByteBuffer.wrap(whole.getBytes(StandardCharsets.UTF_8));
      assertThat(HttpAnswer.read(bytes, false)).extracting(HttpAnswer::body).isEqualTo("");
    }
  }

  @Test
  void shouldReadBodyAsUtf8WhenItIsWanted() {
    // when
    HttpAnswer answer = read("HTTP/1.1 200 \r\nContent-Length: 8\r\n\r\n{\"\u00fc\":1}");

    // then
    assertThat(answer).extracting(HttpAnswer::body).isEqualTo("{\"\u00fc\":1}");
  }

  @Test
  void shouldRefuseWhenItIsNoHttp() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read("SSH-2.0-OpenSSH\r\n\r\n"))
        .withMessageContaining("SSH-2.0");
  }

  private static @Nullable HttpAnswer read(String bytes) {
    return HttpAnswer.read(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.UTF_8)), true);
  }
}
