package dev.drydock.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
  @EnumSource(Topic.class)
  void shouldGiveEveryEnumADefaultAndEveryOptionalMemberNull(Topic topic) {
    for (Schema type : namedTypes(topic.schema(), new HashSet<>())) {
      if (type.getType() == Schema.Type.ENUM) {
        assertThat(type.getEnumDefault()).as(type.getFullName()).isNotNull();
        continue;
      }
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
        Schema value =
            field.schema().getType() == Schema.Type.UNION
                ? field.schema().getTypes().get(1)
                : field.schema();
        if (value.getType() == Schema.Type.LONG) {
          assertThat(
                  value.getLogicalType() instanceof LogicalTypes.TimestampMillis
                      || field.name().endsWith("Ms")
                      || field.name().endsWith("Bytes")
                      || field.name().equals("offset"))
              .as("%s.%s has a unit", type.getFullName(), field.name())
              .isTrue();
        }
      }
    }
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
