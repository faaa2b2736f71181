package dev.drydock.gateway.odata;

import dev.drydock.gateway.problem.Problem;
import dev.drydock.view.Filter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.olingo.commons.api.edm.Edm;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.server.api.OData;
import org.apache.olingo.server.api.ODataApplicationException;
import org.apache.olingo.server.api.ODataLibraryException;
import org.apache.olingo.server.api.uri.queryoption.expression.Expression;
import org.apache.olingo.server.api.uri.queryoption.expression.ExpressionVisitException;
import org.apache.olingo.server.core.uri.parser.FilterParser;
import org.apache.olingo.server.core.uri.parser.UriTokenizer;
import org.apache.olingo.server.core.uri.parser.UriTokenizer.TokenKind;

/**
 * Reads {@code $filter} with Apache Olingo's parser. What is not supported is refused and named,
 * never ignored. Thread-safe.
 */
public final class FilterReader {

  /** Longer than any list of ids that fits into a URL, and short enough to be parsed at once. */
  private static final int MAX_LENGTH = 8192;

  /** The parser calls itself for each parenthesis, and so does the reader of the condition. */
  private static final int MAX_NESTING = 10;

  /** Each is a part of the view's query. */
  private static final int MAX_COMPARISONS = 200;

  /** A time, of which a plus that was not percent-encoded has become a space. */
  private static final Pattern LOST_PLUS =
      Pattern.compile("(T\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d+)?)?) (\\d\\d:\\d\\d)(?!\\d)");

  private final RowType type;
  private final OData odata = OData.newInstance();
  private final Edm edm;
  private final EdmEntityType row;

  /** Reads conditions on rows of a type. */
  public FilterReader(RowType type) {
    this.type = type;
    this.edm = GraphEdm.of(odata, type);
    this.row = GraphEdm.row(edm, type);
  }

  /** Returns the condition; throws a 400 that says what was not understood. */
  public Filter read(String text) {
    requireParsable(text);
    try {
      Filter filter = parsed(withPlus(text.strip())).accept(new FilterVisitor(type)).condition();
      if (filter.size() > MAX_COMPARISONS) {
        throw refused("Expected at most " + MAX_COMPARISONS + " comparisons.");
      }
      return filter;
    } catch (ODataLibraryException e) {
      throw refused(e.getTranslatedMessage(Locale.ENGLISH).getMessage());
    } catch (Field.ValueException | FilterVisitor.UnsupportedException e) {
      throw refused(String.valueOf(e.getMessage()));
    } catch (ExpressionVisitException | ODataApplicationException e) {
      throw new IllegalStateException("Expected a visitor that throws nothing of these", e);
    }
  }

  /** Between quotes all stays as it is. Nothing that OData knows looks like a time without plus. */
  private static String withPlus(String text) {
    String[] parts = text.split("'", -1);
    for (int i = 0; i < parts.length; i += 2) {
      parts[i] = LOST_PLUS.matcher(parts[i]).replaceAll("$1+$2");
    }
    return String.join("'", parts);
  }

  /** Olingo's parser meets some expressions, which are none, with other exceptions than its own. */
  private Expression parsed(String text) throws ODataLibraryException {
    try {
      return parse(text);
    } catch (Problem refusal) {
      throw refusal;
    } catch (RuntimeException | StackOverflowError e) {
      throw refused("It is not well-formed.");
    }
  }

  private Expression parse(String text) throws ODataLibraryException {
    UriTokenizer tokenizer = new UriTokenizer(text);
    Expression expression =
        new FilterParser(edm, odata).parse(tokenizer, row, List.of(), Map.of()).getExpression();
    if (!tokenizer.next(TokenKind.EOF)) {
      throw refused("It is not well-formed.");
    }
    return expression;
  }

  /**
   * A quote within a text is written twice, so that it begins and ends a text for this count too.
   */
  private static void requireParsable(String text) {
    int depth = 0;
    int deepest = 0;
    boolean isQuoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      isQuoted ^= c == '\'';
      if (!isQuoted) {
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        deepest = Math.max(deepest, Math.abs(depth));
      }
    }
    if (text.length() > MAX_LENGTH || deepest > MAX_NESTING) {
      throw refused(
          "Expected at most "
              + MAX_LENGTH
              + " characters and "
              + MAX_NESTING
              + " parentheses in one another.");
    }
  }

  private static Problem refused(String why) {
    return Problem.badRequest("$filter", "The query option '$filter' is not supported so: " + why);
  }
}
