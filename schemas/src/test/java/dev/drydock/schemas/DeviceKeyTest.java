package dev.drydock.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceKeyTest {

  @Test
  void shouldReadWhatItWrites() {
    DeviceKey key = new DeviceKey("contoso", "room 1");

    assertThat(key).hasToString("contoso/room 1");
    assertThat(DeviceKey.parse("contoso/room 1")).isEqualTo(key);
    assertThat(DeviceKey.isKey("contoso/room 1")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "contoso", "/room", "contoso/", "a/b/c", "a/b\n", "a\u0000/b"})
  void shouldRefuseWhatIsNoKey(String text) {
    assertThatThrownBy(() -> DeviceKey.parse(text)).isInstanceOf(IllegalArgumentException.class);
    assertThat(DeviceKey.isKey(text)).isFalse();
  }

  @Test
  void shouldRefuseAnIdThatIsTooLong() {
    String longest = "x".repeat(DeviceKey.MAX_ID_LENGTH);

    assertThat(DeviceKey.isId(longest)).isTrue();
    assertThat(DeviceKey.isId(longest + "x")).isFalse();
  }

  @Property
  boolean shouldPutARecordWhereKafkasDefaultPartitionerDoes(
      @ForAll String key, @ForAll @IntRange(min = 1, max = 1000) int partitions) {
    return DeviceKey.partitionOf(key, partitions)
        == BuiltInPartitioner.partitionForKey(key.getBytes(StandardCharsets.UTF_8), partitions);
  }
}
