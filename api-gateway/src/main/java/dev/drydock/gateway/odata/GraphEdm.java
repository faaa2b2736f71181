package dev.drydock.gateway.odata;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.olingo.commons.api.edm.Edm;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmPrimitiveTypeKind;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.apache.olingo.commons.api.edm.provider.CsdlAbstractEdmProvider;
import org.apache.olingo.commons.api.edm.provider.CsdlComplexType;
import org.apache.olingo.commons.api.edm.provider.CsdlEntityType;
import org.apache.olingo.commons.api.edm.provider.CsdlProperty;
import org.apache.olingo.server.api.OData;
import org.jspecify.annotations.Nullable;

/** A row type as Olingo knows types: properties, and complex properties around nested ones. */
final class GraphEdm extends CsdlAbstractEdmProvider {

  private static final String NAMESPACE = "microsoft.graph";

  private final FullQualifiedName rowName;
  private final CsdlEntityType row;
  private final Map<FullQualifiedName, CsdlComplexType> complexTypes = new LinkedHashMap<>();

  private GraphEdm(RowType type) {
    rowName = new FullQualifiedName(NAMESPACE, type.name());
    Map<String, List<CsdlProperty>> nested = new LinkedHashMap<>();
    List<CsdlProperty> properties = new ArrayList<>();
    for (Field field : type.fields()) {
      int slash = field.path().indexOf('/');
      if (slash < 0) {
        properties.add(property(field.path(), field));
      } else {
        nested
            .computeIfAbsent(field.path().substring(0, slash), name -> new ArrayList<>())
            .add(property(field.path().substring(slash + 1), field));
      }
    }
    nested.forEach((name, members) -> properties.add(complex(name, members)));
    row = new CsdlEntityType().setName(type.name()).setProperties(properties);
  }

  static Edm of(OData odata, RowType type) {
    return odata.createServiceMetadata(new GraphEdm(type), List.of()).getEdm();
  }

  static EdmEntityType row(Edm edm, RowType type) {
    return edm.getEntityType(new FullQualifiedName(NAMESPACE, type.name()));
  }

  @Override
  public @Nullable CsdlEntityType getEntityType(FullQualifiedName name) {
    return name.equals(rowName) ? row : null;
  }

  @Override
  public @Nullable CsdlComplexType getComplexType(FullQualifiedName name) {
    return complexTypes.get(name);
  }

  private CsdlProperty complex(String name, List<CsdlProperty> members) {
    FullQualifiedName type = new FullQualifiedName(NAMESPACE, rowName.getName() + '_' + name);
    complexTypes.put(type, new CsdlComplexType().setName(name).setProperties(members));
    return new CsdlProperty().setName(name).setType(type);
  }

  private static CsdlProperty property(String name, Field field) {
    EdmPrimitiveTypeKind kind =
        field instanceof TimeField
            ? EdmPrimitiveTypeKind.DateTimeOffset
            : EdmPrimitiveTypeKind.String;
    return new CsdlProperty().setName(name).setType(kind.getFullQualifiedName());
  }
}
