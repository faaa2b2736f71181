package dev.drydock.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.messages.DeviceAckKind;
import dev.drydock.messages.DispatchEventKind;
import dev.drydock.messages.OperationState;
import dev.drydock.schemas.MessageHeaders;
import dev.drydock.schemas.Topic;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@code docs/consumers.md} says of the topics is so. */
class ConsumersDocumentTest {

  private static final Pattern CODE = Pattern.compile("`(\\w+)`");

  /** Named in the table as the members that hold the same words. */
  private static final Set<String> MEMBERS = Set.of("kind", "state");

  @ParameterizedTest
  @EnumSource(Topic.class)
  void shouldTellEveryKindOfATopic(Topic topic) {
    // given
    String row =
        Recipe.document()
            .lines()
            .dropWhile(line -> !line.startsWith("| topic | `drydock-kind`"))
            .filter(line -> line.startsWith("| `" + topic.baseName() + "` |"))
            .findFirst()
            .orElseThrow();

    // when
    List<String> told =
        CODE.matcher(row.substring(row.indexOf('|', 1)))
            .results()
            .map(word -> word.group(1))
            .filter(word -> !MEMBERS.contains(word))
            .toList();

    // then
    assertThat(told).containsExactlyInAnyOrderElementsOf(kindsOf(topic));
  }

  @Test
  void shouldTellEveryHeader() {
    assertThat(Recipe.document())
        .contains("| `" + MessageHeaders.KIND + "` |")
        .contains("| `" + MessageHeaders.REPLY_TO + "` |")
        .contains("| `" + MessageHeaders.TRACEPARENT + "` |");
  }

  @ParameterizedTest
  @CsvSource({
    "flink-operation-status.sql, OPERATION_STATUS",
    "flink-dispatch-events.sql, DISPATCH_EVENTS",
    "flink-devices.sql, DEVICES"
  })
  void shouldNameColumnsAsTheirMembers(String recipe, Topic topic) {
    // given
    List<FlinkTable.Column> members =
        topic.schema().getFields().stream().map(FlinkTable.Column::of).toList();

    // when
    List<FlinkTable.Column> columns = new FlinkTable(Recipe.named(recipe).text()).columns();

    // then
    assertThat(members).containsAll(columns);
    assertThat(columns).hasSizeGreaterThan(10).doesNotHaveDuplicates();
  }

  private static List<String> kindsOf(Topic topic) {
    return switch (topic) {
      case DISPATCH_EVENTS -> wordsOf(DispatchEventKind.class);
      case DEVICE_ACKS -> wordsOf(DeviceAckKind.class);
      case OPERATION_STATUS -> wordsOf(OperationState.class);
      case UPDATE_COMMANDS, DEVICE_COMMANDS -> bodiesOf(topic.schema());
      case DEVICES, RELEASES, DEAD_LETTERS -> List.of(lowerCamel(topic.schema().getName()));
    };
  }

  private static List<String> wordsOf(Class<?> words) {
    return Arrays.stream(words.getFields()).map(ConsumersDocumentTest::word).toList();
  }

  private static String word(Field constant) {
    try {
      return (String) constant.get(null);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  /** The optional members that are called as their type is. */
  private static List<String> bodiesOf(Schema schema) {
    return schema.getFields().stream()
        .filter(field -> field.schema().isUnion())
        .filter(field -> types(field).anyMatch(type -> isCalled(type, field.name())))
        .map(Schema.Field::name)
        .collect(Collectors.toList());
  }

  private static Stream<Schema> types(Schema.Field field) {
    return field.schema().getTypes().stream();
  }

  private static boolean isCalled(Schema type, String name) {
    return type.getType() == Schema.Type.RECORD && lowerCamel(type.getName()).equals(name);
  }

  private static String lowerCamel(String name) {
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }
}
