package dev.drydock.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.messages.DispatchEvent;

/** What docks decided. */
public final class Decisions {

  private Decisions() {}

  /** Returns a decision that must be of a kind. */
  public static DispatchEvent ofKind(String kind, DispatchEvent decision) {
    assertThat(decision.getKind()).as("%s", decision).isEqualTo(kind);
    return decision;
  }
}
