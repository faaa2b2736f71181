package dev.drydock.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.messages.AttributesMode;
import dev.drydock.messages.DeadlineKind;
import dev.drydock.messages.DeviceAckKind;
import dev.drydock.messages.DeviceActivity;
import dev.drydock.messages.DeviceChannel;
import dev.drydock.messages.DispatchEventKind;
import dev.drydock.messages.FetchRefusalReason;
import dev.drydock.messages.OperationPhase;
import dev.drydock.messages.OperationState;
import dev.drydock.messages.RefusalReason;
import dev.drydock.messages.ReleaseContent;
import dev.drydock.messages.ReleaseDelivery;
import dev.drydock.messages.RequestUpdate;
import dev.drydock.messages.UpdateMode;
import java.lang.reflect.Field;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What every schema of the contract keeps to. */
class SchemaRulesTest {

  @ParameterizedTest
  @EnumSource(Topic.class)
  void shouldSayWhatEveryMemberMeans(Topic topic) {
    for (Schema type : namedTypes(topic.schema(), new HashSet<>())) {
      assertThat(type.getDoc()).as(type.getFullName()).isNotBlank();
      if (type.getType() == Schema.Type.RECORD) {
        for (Schema.Field field : type.getFields()) {
          assertThat(field.doc()).as("%s.%s", type.getFullName(), field.name()).isNotBlank();
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = "DEAD_LETTERS", mode = EnumSource.Mode.EXCLUDE)
  void shouldSayTheRuleForIds(Topic topic) {
    for (String member : List.of("tenantId", "deviceId")) {
      Schema.Field field = topic.schema().getField(member);
      if (field != null) {
        assertThat(field.doc()).as("%s.%s", topic, member).contains(DeviceKey.ID_RULE);
      }
    }
  }

  /** Flink SQL reads no Avro enum. */
  @ParameterizedTest
  @EnumSource(Topic.class)
  void shouldHaveWordsAsTexts(Topic topic) {
    assertThat(namedTypes(topic.schema(), new HashSet<>()))
        .noneMatch(type -> type.getType() == Schema.Type.ENUM);
  }

  /** Sinks of tables read no nested record, array or map. */
  @ParameterizedTest
  @EnumSource(names = {"OPERATION_STATUS", "DISPATCH_EVENTS", "DEVICES"})
  void shouldBeFlat(Topic topic) {
    for (Schema.Field field : topic.schema().getFields()) {
      assertThat(value(field).getType())
          .as(field.name())
          .isNotIn(Schema.Type.RECORD, Schema.Type.ARRAY, Schema.Type.MAP, Schema.Type.UNION);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "operation-status, operationId",
    "dispatch-events, deviceKey",
    "devices, deviceKey",
    "releases, releaseKey",
  })
  void shouldHaveItsKeyAmongItsMembers(String topic, String member) {
    Schema schema = Topic.valueOf(topic.toUpperCase(Locale.ROOT).replace('-', '_')).schema();

    assertThat(schema.getField(member)).isNotNull();
    assertThat(schema.getField(member).schema().getType()).isEqualTo(Schema.Type.STRING);
  }

  @ParameterizedTest
  @MethodSource("words")
  void shouldSayInTheDocWhichWordsThereAre(Schema schema, String member, Class<?> words)
      throws IllegalAccessException {
    String doc = schema.getField(member).doc();

    for (Field word : words.getFields()) {
      assertThat(doc).containsPattern("\\b" + word.get(null) + "\\b");
    }
  }

  static List<Arguments> words() {
    Schema status = Topic.OPERATION_STATUS.schema();
    Schema ack = Topic.DEVICE_ACKS.schema();
    Schema event = Topic.DISPATCH_EVENTS.schema();
    return List.of(
        Arguments.of(status, "state", OperationState.class),
        Arguments.of(status, "phase", OperationPhase.class),
        Arguments.of(status, "mode", UpdateMode.class),
        Arguments.of(status, "waitsFor", DeadlineKind.class),
        Arguments.of(Topic.DEVICES.schema(), "channel", DeviceChannel.class),
        Arguments.of(ack, "kind", DeviceAckKind.class),
        Arguments.of(ack, "activity", DeviceActivity.class),
        Arguments.of(ack, "channel", DeviceChannel.class),
        Arguments.of(ack, "attributesMode", AttributesMode.class),
        Arguments.of(RequestUpdate.getClassSchema(), "mode", UpdateMode.class),
        Arguments.of(ReleaseContent.getClassSchema(), "delivery", ReleaseDelivery.class),
        Arguments.of(event, "kind", DispatchEventKind.class),
        Arguments.of(event, "reason", RefusalReason.class),
        Arguments.of(event, "reason", FetchRefusalReason.class));
  }

  @ParameterizedTest
  @EnumSource(Topic.class)
  void shouldGiveEveryOptionalMemberNull(Topic topic) {
    for (Schema type : namedTypes(topic.schema(), new HashSet<>())) {
      for (Schema.Field field : type.getFields()) {
        if (field.schema().getType() == Schema.Type.UNION) {
          assertThat(field.schema().getTypes()).as(field.name()).hasSize(2);
          assertThat(field.schema().getTypes().get(0).getType()).isEqualTo(Schema.Type.NULL);
          assertThat(field.hasDefaultValue()).as(field.name()).isTrue();
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Topic.class)
  void shouldNameTheUnitOfEveryTime(Topic topic) {
    for (Schema type : namedTypes(topic.schema(), new HashSet<>())) {
      if (type.getType() != Schema.Type.RECORD) {
        continue;
      }
      for (Schema.Field field : type.getFields()) {
        Schema value = value(field);
        if (value.getType() == Schema.Type.LONG) {
          assertThat(
                  value.getLogicalType() instanceof LogicalTypes.TimestampMillis
                      || field.name().endsWith("Ms")
                      || field.name().endsWith("Bytes")
                      || field.name().endsWith("ffset"))
              .as("%s.%s has a unit", type.getFullName(), field.name())
              .isTrue();
        }
      }
    }
  }

  private static Schema value(Schema.Field field) {
    return field.schema().getType() == Schema.Type.UNION
        ? field.schema().getTypes().get(1)
        : field.schema();
  }

  private static Set<Schema> namedTypes(Schema schema, Set<Schema> found) {
    switch (schema.getType()) {
      case UNION -> schema.getTypes().forEach(type -> namedTypes(type, found));
      case ARRAY -> namedTypes(schema.getElementType(), found);
      case MAP -> namedTypes(schema.getValueType(), found);
      case ENUM -> found.add(schema);
      case RECORD -> {
        if (found.add(schema)) {
          schema.getFields().forEach(field -> namedTypes(field.schema(), found));
        }
      }
      default -> {}
    }
    return found;
  }
}
