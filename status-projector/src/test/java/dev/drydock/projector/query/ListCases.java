package dev.drydock.projector.query;

import dev.drydock.projector.fixture.ManyOperations;
import java.util.ArrayList;
import java.util.List;

/**
 * Lists that are asked of many operations: each filter with each order, from the start and deep.
 */
final class ListCases {

  private static final long EARLY = ManyOperations.START_MS + 1_000_000_000L;
  private static final long MIDDLE = ManyOperations.START_MS + ManyOperations.PERIOD_MS / 2;
  private static final long LATE = ManyOperations.START_MS + 2_200_000_000L;

  /** The most that a caller of the gateway gets. */
  private static final int TOP = 50;

  private ListCases() {}

  /**
   * A list.
   *
   * @param filter the filter, as docs have it
   * @param order the order, as docs have it
   * @param query the query
   */
  record Case(String filter, String order, String query) {

    @Override
    public String toString() {
      return filter + ", " + order;
    }
  }

  /** Returns all of them. */
  static List<Case> all() {
    List<Case> cases = new ArrayList<>();
    add(cases, "none", "null");
    for (String state : List.of("successful", "failed", "queued")) {
      addComparison(cases, "state", "eq", text(state));
    }
    addComparison(cases, "state", "ne", text("successful"));
    addComparison(cases, "softwareType", "eq", text("firmware"));
    addComparison(cases, "softwareType", "ne", text("firmware"));
    for (String op : List.of("eq", "ne", "lt", "le", "gt", "ge")) {
      addComparison(cases, "softwareVersion", op, text("2.2.0"));
    }
    addComparison(cases, "softwareVersion", "startswith", text("2.2"));
    addComparison(cases, "softwareVersion", "contains", text("2.0"));
    addComparison(cases, "errorCode", "eq", text("rejectedByDevice"));
    addComparison(cases, "errorCode", "ne", text("rejectedByDevice"));
    addComparison(cases, "errorCode", "gt", text("p"));
    addComparison(cases, "errorCode", "lt", text("p"));
    addComparison(cases, "errorCode", "eq", "null");
    addComparison(cases, "errorCode", "ne", "null");
    for (String time : List.of("createdAt", "lastActionAt", "completedAt")) {
      for (String op : List.of("lt", "gt")) {
        addComparison(cases, time, op, Long.toString(EARLY));
        addComparison(cases, time, op, Long.toString(LATE));
      }
      for (String op : List.of("eq", "ne", "le", "ge")) {
        addComparison(cases, time, op, Long.toString(EARLY));
      }
    }
    addComparison(cases, "completedAt", "eq", "null");
    addComparison(cases, "completedAt", "ne", "null");
    add(
        cases,
        "state eq failed and softwareVersion eq 2.1.0 and createdAt gt late",
        "{'and': [%s, %s, %s]}"
            .formatted(
                comparison("state", "eq", text("failed")),
                comparison("softwareVersion", "eq", text("2.1.0")),
                comparison("createdAt", "gt", Long.toString(LATE))));
    return cases;
  }

  private static void addComparison(List<Case> cases, String field, String op, String value) {
    String name =
        field
            + ' '
            + op
            + ' '
            + value
                .replace("'", "")
                .replace(Long.toString(EARLY), "early")
                .replace(Long.toString(LATE), "late");
    add(cases, name, comparison(field, op, value));
  }

  private static void add(List<Case> cases, String name, String filter) {
    for (String order : List.of("createdAt", "lastActionAt")) {
      for (boolean descending : new boolean[] {true, false}) {
        for (String after : List.of("null", "{'at': %d, 'id': 'm'}".formatted(MIDDLE))) {
          cases.add(
              new Case(
                  name,
                  order + (descending ? " desc" : " asc") + (after.equals("null") ? "" : ", deep"),
                  "{'filter': %s, 'orderBy': '%s', 'descending': %s, 'after': %s, 'top': %d}"
                      .formatted(filter, order, descending, after, TOP)));
        }
      }
    }
  }

  private static String comparison(String field, String op, String value) {
    return "{'field': '%s', 'op': '%s', 'value': %s}".formatted(field, op, value);
  }

  private static String text(String value) {
    return '\'' + value + '\'';
  }
}
