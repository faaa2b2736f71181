package dev.drydock.check.core;

import java.util.Random;
import java.util.function.Predicate;

/** One way to break what a good log tells of cancels and of what follows an end. */
enum CancelCorruption {
  DECISION_LOST(Invariant.KEPT_PROMISE) {
    @Override
    boolean apply(MemoryShardLog log, Random random) {
      return Picks.remove(log.dispatches, is(DispatchEntry.Kind.CANCEL_REFUSED), random);
    }
  },
  DECISION_COPIED(Invariant.KEPT_PROMISE) {
    @Override
    boolean apply(MemoryShardLog log, Random random) {
      DispatchEntry copied =
          Picks.pick(log.dispatches, is(DispatchEntry.Kind.CANCEL_REFUSED), random);
      return copied != null
          && log.dispatches.add(
              new DispatchEntry.CancelRefused(Changes.moved(copied.about(), copied.offset() + 1)));
    }
  },
  COMMAND_LOST(Invariant.TRUE_CAUSE) {
    @Override
    boolean apply(MemoryShardLog log, Random random) {
      return Picks.remove(log.cancels, c -> true, random);
    }
  },
  FORCED_BY_NOBODY(Invariant.TRUE_CAUSE) {
    @Override
    boolean apply(MemoryShardLog log, Random random) {
      return Picks.replace(
          log.cancels,
          c -> c.force() && isCauseOfWithdrawal(log, c),
          c -> new CancelEntry(c.offset(), c.device(), c.operationId(), c.atMs(), false),
          random);
    }
  },
  GIVEN_AFTER_THE_WITHDRAWAL(Invariant.TRUE_CANCEL) {
    @Override
    boolean apply(MemoryShardLog log, Random random) {
      DispatchEntry withdrawal =
          Picks.pick(log.dispatches, is(DispatchEntry.Kind.UPDATE_WITHDRAWN), random);
      return withdrawal != null
          && log.dispatches.add(
              new DispatchEntry.UpdateDelivered(
                  Changes.moved(withdrawal.about(), withdrawal.offset() + 1)));
    }
  },
  WITHDRAWN_WITHOUT_ASKING(Invariant.TRUE_CANCEL) {
    @Override
    boolean apply(MemoryShardLog log, Random random) {
      return Picks.replace(
          log.dispatches,
          e -> isFirstWithdrawal(log, e) && isDelivered(log, e),
          e -> new DispatchEntry.UpdateWithdrawn(e.about(), false),
          random);
    }
  },
  HOLDER_NOT_CANCELLED(Invariant.TRUE_CANCEL) {
    @Override
    boolean apply(MemoryShardLog log, Random random) {
      return Picks.replace(
          log.dispatches,
          is(DispatchEntry.Kind.CANCEL_REQUESTED).or(is(DispatchEntry.Kind.UPDATE_WITHDRAWN)),
          e -> new DispatchEntry.CancelRefused(e.about()),
          random);
    }
  },
  ASKED_AFTER_THE_END(Invariant.TRUE_CANCEL) {
    @Override
    boolean apply(MemoryShardLog log, Random random) {
      return Picks.replace(
          log.dispatches,
          is(DispatchEntry.Kind.CANCEL_REFUSED),
          e -> new DispatchEntry.CancelRequested(e.about()),
          random);
    }
  },
  WITHDRAWN_AFTER_THE_END(Invariant.TRUE_CANCEL) {
    @Override
    boolean apply(MemoryShardLog log, Random random) {
      return Picks.replace(
          log.dispatches,
          is(DispatchEntry.Kind.CANCEL_REFUSED),
          e -> new DispatchEntry.UpdateWithdrawn(e.about(), true),
          random);
    }
  },
  HOLDER_NOT_GIVEN(Invariant.TRUE_CANCEL) {
    @Override
    boolean apply(MemoryShardLog log, Random random) {
      return Picks.replace(
          log.dispatches,
          is(DispatchEntry.Kind.UPDATE_DELIVERED),
          e -> new DispatchEntry.FetchRefused(e.about()),
          random);
    }
  },
  FAILURE_CALLED_CANCELLED(Invariant.TRUE_CAUSE) {
    @Override
    boolean apply(MemoryShardLog log, Random random) {
      return Picks.replace(
          log.statuses,
          s -> s.standing().state() == State.FAILED && s.lateResult() == null,
          s -> Changes.standing(s, new StatusEntry.Standing(State.CANCELLED, null, null)),
          random);
    }
  },
  ASKED_BY_NOBODY(Invariant.TRUE_CAUSE) {
    @Override
    boolean apply(MemoryShardLog log, Random random) {
      return Picks.replace(
          log.statuses,
          s -> s.standing().phase() == Phase.CANCEL_REQUESTED && s.isDocksDoing(),
          s ->
              Changes.caused(
                  s, log.statusesOf(s.operationId()).get(0).cause()), // that is the admission
          random);
    }
  },
  ANOTHER_TIMER(Invariant.TRUE_CAUSE) {
    @Override
    boolean apply(MemoryShardLog log, Random random) {
      return Picks.replace(
          log.statuses,
          s -> "cancelTimeout".equals(s.standing().errorCode()) && s.lateResult() == null,
          s -> {
            LogCause.Timer timer = (LogCause.Timer) s.cause();
            return Changes.caused(
                s, new LogCause.Timer("progress", timer.partition(), timer.dueAtMs()));
          },
          random);
    }
  },
  CANCEL_PUT_OFF(Invariant.KEPT_PROMISE) {
    @Override
    boolean apply(MemoryShardLog log, Random random) {
      return Picks.replace(
          log.statuses,
          s -> s.standing().phase() == Phase.CANCEL_REQUESTED && !s.isDocksDoing(),
          s -> {
            StatusEntry.Times times = s.times();
            return Changes.timed(
                s, new StatusEntry.Times(times.lastActionAtMs(), times.deadlineAtMs() + 1, null));
          },
          random);
    }
  },
  SECOND_LATE_RESULT(Invariant.MONOTONE) {
    @Override
    boolean apply(MemoryShardLog log, Random random) {
      StatusEntry.Changed late = Picks.pick(log.statuses, s -> s.lateResult() != null, random);
      return late != null
          && log.statuses.add(
              Changes.revised(Changes.moved(late, late.offset() + 1), late.revision() + 1));
    }
  },
  LATE_RESULT_MOVES_THE_END(Invariant.MONOTONE) {
    @Override
    boolean apply(MemoryShardLog log, Random random) {
      return Picks.replace(
          log.statuses,
          s -> s.lateResult() != null,
          s -> {
            StatusEntry.Times times = s.times();
            return Changes.timed(
                s, new StatusEntry.Times(times.lastActionAtMs(), null, times.completedAtMs() + 1));
          },
          random);
    }
  },
  LATE_RESULT_CHANGES_THE_END(Invariant.MONOTONE) {
    @Override
    boolean apply(MemoryShardLog log, Random random) {
      return Picks.replace(
          log.statuses,
          s -> s.lateResult() == AckKind.SUCCEEDED,
          s -> Changes.standing(s, new StatusEntry.Standing(State.SUCCESSFUL, null, null)),
          random);
    }
  },
  LATE_RESULT_SAYS_THE_SAME(Invariant.MONOTONE) {
    @Override
    boolean apply(MemoryShardLog log, Random random) {
      return Picks.replace(
          log.statuses,
          s -> s.lateResult() != null && s.standing().state() == State.CANCELLED,
          s -> Changes.late(s, AckKind.CANCELLED),
          random);
    }
  },
  LATE_RESULT_OF_ANOTHER_WORD(Invariant.TRUE_CAUSE) {
    @Override
    boolean apply(MemoryShardLog log, Random random) {
      return Picks.replace(
          log.statuses,
          s -> s.lateResult() != null,
          s ->
              Changes.late(s, s.lateResult() == AckKind.FAILED ? AckKind.REJECTED : AckKind.FAILED),
          random);
    }
  },
  TOMBSTONE_TOO_EARLY(Invariant.MONOTONE) {
    @Override
    boolean apply(MemoryShardLog log, Random random) {
      return Picks.replace(
          log.forgotten,
          f -> true,
          f -> new StatusEntry.Forgotten(f.offset(), f.operationId(), f.atMs() - 1),
          random);
    }
  },
  TOMBSTONE_BEFORE_THE_END(Invariant.MONOTONE) {
    @Override
    boolean apply(MemoryShardLog log, Random random) {
      return Picks.replace(
          log.forgotten,
          f -> true,
          f -> {
            long begin = log.statusesOf(f.operationId()).get(0).offset();
            return new StatusEntry.Forgotten(begin + 1, f.operationId(), f.atMs());
          },
          random);
    }
  };

  private final Invariant broken;

  CancelCorruption(Invariant broken) {
    this.broken = broken;
  }

  /** Returns the promise that the log breaks afterwards, perhaps among others. */
  Invariant broken() {
    return broken;
  }

  /** Breaks the log; tells whether it had anything to break. */
  abstract boolean apply(MemoryShardLog log, Random random);

  private static Predicate<DispatchEntry> is(DispatchEntry.Kind kind) {
    return e -> e.kind() == kind;
  }

  private static boolean isFirstWithdrawal(MemoryShardLog log, DispatchEntry entry) {
    return log.dispatches.stream()
        .filter(is(DispatchEntry.Kind.UPDATE_WITHDRAWN))
        .filter(e -> isOfSame(e, entry))
        .findFirst()
        .filter(entry::equals)
        .isPresent();
  }

  private static boolean isDelivered(MemoryShardLog log, DispatchEntry entry) {
    return log.dispatches.stream()
        .filter(is(DispatchEntry.Kind.UPDATE_DELIVERED))
        .anyMatch(e -> isOfSame(e, entry));
  }

  private static boolean isCauseOfWithdrawal(MemoryShardLog log, CancelEntry cancel) {
    LogCause cause =
        new LogCause.Input(MemoryShardLog.at(LogTopic.UPDATE_COMMANDS, cancel.offset()));
    return log.dispatches.stream()
        .filter(is(DispatchEntry.Kind.UPDATE_WITHDRAWN))
        .anyMatch(e -> e.about().cause().equals(cause));
  }

  private static boolean isOfSame(DispatchEntry one, DispatchEntry other) {
    return one.about().operationId().equals(other.about().operationId());
  }
}
