package dev.drydock.cli.explain;

import java.util.ArrayList;
import java.util.List;

/** Lines of text that is wrapped at words. What is longer than a line alone stays whole. */
final class Page {

  static final int WIDTH = 92;

  private final List<String> lines = new ArrayList<>();

  /** Adds a paragraph; the lines after its first begin with as many spaces as are told. */
  void add(String text, int indent) {
    String margin = " ".repeat(indent);
    String rest = text;
    while (rest.length() > WIDTH) {
      int space = rest.lastIndexOf(' ', WIDTH);
      if (space <= indent || rest.substring(0, space).isBlank()) {
        break;
      }
      lines.add(rest.substring(0, space).stripTrailing());
      rest = margin + rest.substring(space + 1).stripLeading();
    }
    lines.add(rest);
  }

  /** Adds an empty line. */
  void gap() {
    lines.add("");
  }

  List<String> lines() {
    return List.copyOf(lines);
  }
}
