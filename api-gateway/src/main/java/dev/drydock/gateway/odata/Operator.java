package dev.drydock.gateway.odata;

import java.util.Locale;

/** How two values are compared. */
enum Operator {
  EQ,
  NE,
  GT,
  GE,
  LT,
  LE;

  /** Returns the operator's word in OData, and in what the view is asked. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the operator that says the same with its operands exchanged. */
  Operator mirrored() {
    return switch (this) {
      case EQ -> EQ;
      case NE -> NE;
      case GT -> LT;
      case GE -> LE;
      case LT -> GT;
      case LE -> GE;
    };
  }

  /** Tells whether the operator holds between two values that compare so. */
  boolean holds(int comparison) {
    return switch (this) {
      case EQ -> comparison == 0;
      case NE -> comparison != 0;
      case GT -> comparison > 0;
      case GE -> comparison >= 0;
      case LT -> comparison < 0;
      case LE -> comparison <= 0;
    };
  }
}
