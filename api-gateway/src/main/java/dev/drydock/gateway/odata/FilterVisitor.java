package dev.drydock.gateway.odata;

import dev.drydock.view.Filter;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.olingo.commons.api.edm.EdmEnumType;
import org.apache.olingo.commons.api.edm.EdmPrimitiveType;
import org.apache.olingo.commons.api.edm.EdmPrimitiveTypeException;
import org.apache.olingo.commons.api.edm.EdmType;
import org.apache.olingo.server.api.uri.UriResource;
import org.apache.olingo.server.api.uri.queryoption.expression.BinaryOperatorKind;
import org.apache.olingo.server.api.uri.queryoption.expression.Expression;
import org.apache.olingo.server.api.uri.queryoption.expression.ExpressionVisitor;
import org.apache.olingo.server.api.uri.queryoption.expression.Literal;
import org.apache.olingo.server.api.uri.queryoption.expression.Member;
import org.apache.olingo.server.api.uri.queryoption.expression.MethodKind;
import org.apache.olingo.server.api.uri.queryoption.expression.UnaryOperatorKind;
import org.jspecify.annotations.Nullable;

/** Turns what Olingo has parsed into a condition for the view. */
final class FilterVisitor implements ExpressionVisitor<Term> {

  private final RowType type;

  FilterVisitor(RowType type) {
    this.type = type;
  }

  /** Something is OData, but not supported; the message names it. */
  static final class UnsupportedException extends RuntimeException {

    UnsupportedException(String what) {
      super(what, null, false, false);
    }
  }

  @Override
  public Term visitBinaryOperator(BinaryOperatorKind operator, Term left, Term right) {
    return switch (operator) {
      case AND -> new Term.Condition(and(left.condition(), right.condition()));
      case OR -> new Term.Condition(or(left.condition(), right.condition()));
      case EQ, NE, GT, GE, LT, LE -> compare(Operator.valueOf(operator.name()), left, right);
      default -> throw unsupported("operator", operator.toString());
    };
  }

  @Override
  public Term visitBinaryOperator(BinaryOperatorKind operator, Term left, List<Term> right) {
    if (operator != BinaryOperatorKind.IN) {
      throw unsupported("operator", operator.toString());
    }
    List<@Nullable Object> values = new ArrayList<>();
    right.forEach(term -> values.add(term.value()));
    return new Term.Condition(left.field().in(values));
  }

  @Override
  public Term visitUnaryOperator(UnaryOperatorKind operator, Term operand) {
    if (operator != UnaryOperatorKind.NOT) {
      throw unsupported("operator", operator.toString());
    }
    Filter condition = operand.condition();
    return new Term.Condition(
        condition instanceof Filter.Not twice ? twice.not() : new Filter.Not(condition));
  }

  @Override
  public Term visitLiteral(Literal literal) {
    EdmType of = literal.getType();
    if (of == null) {
      return new Term.Value(null);
    }
    return new Term.Value(
        switch (of.getName()) {
          case "String" -> text((EdmPrimitiveType) of, literal.getText());
          case "DateTimeOffset" -> time(literal.getText());
          default -> throw unsupported("literal", literal.getText());
        });
  }

  @Override
  public Term visitMember(Member member) {
    String path =
        member.getResourcePath().getUriResourceParts().stream()
            .map(UriResource::getSegmentValue)
            .collect(Collectors.joining("/"));
    return type.fields().stream().anyMatch(field -> field.path().equals(path))
        ? new Term.Named(type.field(path))
        : refuse("property", path);
  }

  @Override
  public Term visitMethodCall(MethodKind method, List<Term> parameters) {
    return switch (method) {
      case STARTSWITH, CONTAINS ->
          new Term.Condition(
              parameters.get(0).field().part(method.toString(), parameters.get(1).value()));
      default -> throw unsupported("function", method.toString());
    };
  }

  @Override
  public Term visitLambdaExpression(String function, String variable, Expression expression) {
    throw unsupported("function", function);
  }

  @Override
  public Term visitAlias(String alias) {
    throw unsupported("alias", alias);
  }

  @Override
  public Term visitTypeLiteral(EdmType literal) {
    throw unsupported("type", literal.getName());
  }

  @Override
  public Term visitLambdaReference(String variable) {
    throw unsupported("variable", variable);
  }

  @Override
  public Term visitEnum(EdmEnumType of, List<String> values) {
    throw unsupported("literal", String.join(",", values));
  }

  private static Term compare(Operator operator, Term left, Term right) {
    return new Term.Condition(
        left instanceof Term.Value value
            ? right.field().compare(operator.mirrored(), value.content())
            : left.field().compare(operator, right.value()));
  }

  /** Operators of one kind in a row are one condition, however many they are. */
  private static Filter and(Filter left, Filter right) {
    List<Filter> all = new ArrayList<>(left instanceof Filter.And and ? and.and() : List.of(left));
    all.addAll(right instanceof Filter.And and ? and.and() : List.of(right));
    return new Filter.And(all);
  }

  private static Filter or(Filter left, Filter right) {
    List<Filter> all = new ArrayList<>(left instanceof Filter.Or or ? or.or() : List.of(left));
    all.addAll(right instanceof Filter.Or or ? or.or() : List.of(right));
    return new Filter.Or(all);
  }

  private static String text(EdmPrimitiveType of, String literal) {
    try {
      return of.fromUriLiteral(literal);
    } catch (EdmPrimitiveTypeException e) {
      throw unsupported("literal", literal);
    }
  }

  private static Instant time(String literal) {
    try {
      return OffsetDateTime.parse(literal.toUpperCase(Locale.ROOT)).toInstant();
    } catch (DateTimeParseException e) {
      throw unsupported("time", literal);
    }
  }

  private static Term refuse(String what, String which) {
    throw unsupported(what, which);
  }

  private static UnsupportedException unsupported(String what, String which) {
    return new UnsupportedException("The " + what + " '" + which + "' is not supported.");
  }
}
