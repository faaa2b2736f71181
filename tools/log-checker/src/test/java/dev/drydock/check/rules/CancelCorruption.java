package dev.drydock.check.rules;

import dev.drydock.messages.DeviceAckKind;
import dev.drydock.messages.DispatchEventKind;
import dev.drydock.messages.OperationState;
import dev.drydock.schemas.Topic;
import java.util.Random;
import java.util.function.Predicate;

/** One way to break what a good log tells of cancels and of what follows an end. */
enum CancelCorruption {
  DECISION_LOST(Invariant.KEPT_PROMISE) {
    @Override
    boolean apply(MemoryShardLog log, Random random) {
      return Picks.remove(log.dispatches, is(DispatchEventKind.CANCEL_REFUSED), random);
    }
  },
  DECISION_COPIED(Invariant.KEPT_PROMISE) {
    @Override
    boolean apply(MemoryShardLog log, Random random) {
      Decision copied = Picks.pick(log.dispatches, is(DispatchEventKind.CANCEL_REFUSED), random);
      return copied != null && log.dispatches.add(Changes.moved(copied, copied.offset() + 1));
    }
  },
  COMMAND_LOST(Invariant.TRUE_CAUSE) {
    @Override
    boolean apply(MemoryShardLog log, Random random) {
      return Picks.remove(log.cancels, c -> true, random);
    }
  },
  FORCED_BY_NONE(Invariant.TRUE_CAUSE) {
    @Override
    boolean apply(MemoryShardLog log, Random random) {
      return Picks.replace(
          log.cancels,
          c -> c.isForced() && isCauseOfWithdrawal(log, c),
          c -> Messages.cancel(c.offset(), c.device(), c.operationId(), c.atMs(), false),
          random);
    }
  },
  GIVEN_AFTER_THE_WITHDRAWAL(Invariant.TRUE_CANCEL) {
    @Override
    boolean apply(MemoryShardLog log, Random random) {
      Decision withdrawal =
          Picks.pick(log.dispatches, is(DispatchEventKind.UPDATE_WITHDRAWN), random);
      return withdrawal != null
          && log.dispatches.add(
              Changes.kind(
                  Changes.moved(withdrawal, withdrawal.offset() + 1),
                  DispatchEventKind.UPDATE_DELIVERED));
    }
  },
  WITHDRAWN_WITHOUT_ASKING(Invariant.TRUE_CANCEL) {
    @Override
    boolean apply(MemoryShardLog log, Random random) {
      return Picks.replace(
          log.dispatches,
          e -> isFirstWithdrawal(log, e) && isDelivered(log, e),
          e -> Changes.forced(e, false),
          random);
    }
  },
  HOLDER_NOT_CANCELLED(Invariant.TRUE_CANCEL) {
    @Override
    boolean apply(MemoryShardLog log, Random random) {
      return Picks.replace(
          log.dispatches,
          is(DispatchEventKind.CANCEL_REQUESTED).or(is(DispatchEventKind.UPDATE_WITHDRAWN)),
          e -> Changes.kind(e, DispatchEventKind.CANCEL_REFUSED),
          random);
    }
  },
  ASKED_AFTER_THE_END(Invariant.TRUE_CANCEL) {
    @Override
    boolean apply(MemoryShardLog log, Random random) {
      return Picks.replace(
          log.dispatches,
          is(DispatchEventKind.CANCEL_REFUSED),
          e -> Changes.kind(e, DispatchEventKind.CANCEL_REQUESTED),
          random);
    }
  },
  WITHDRAWN_AFTER_THE_END(Invariant.TRUE_CANCEL) {
    @Override
    boolean apply(MemoryShardLog log, Random random) {
      return Picks.replace(
          log.dispatches,
          is(DispatchEventKind.CANCEL_REFUSED),
          e -> Changes.forced(Changes.kind(e, DispatchEventKind.UPDATE_WITHDRAWN), true),
          random);
    }
  },
  HOLDER_NOT_GIVEN(Invariant.TRUE_CANCEL) {
    @Override
    boolean apply(MemoryShardLog log, Random random) {
      return Picks.replace(
          log.dispatches,
          is(DispatchEventKind.UPDATE_DELIVERED),
          e -> Changes.kind(e, DispatchEventKind.FETCH_REFUSED),
          random);
    }
  },
  FAILURE_CALLED_CANCELLED(Invariant.TRUE_CAUSE) {
    @Override
    boolean apply(MemoryShardLog log, Random random) {
      return Picks.replace(
          log.statuses,
          s -> s.standing().state().equals(OperationState.FAILED) && s.lateResult() == null,
          s -> Changes.standing(s, OperationState.CANCELLED, null, null),
          random);
    }
  },
  ASKED_BY_NONE(Invariant.TRUE_CAUSE) {
    @Override
    boolean apply(MemoryShardLog log, Random random) {
      return Picks.replace(
          log.statuses,
          s -> s.standing().isCancelRequested() && s.isDocksDoing(),
          s -> Changes.caused(s, log.statusesOf(s.operationId()).get(0)), // that is the admission
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
            return Changes.caused(s, Messages.timer("progress", timer.dueAtMs()));
          },
          random);
    }
  },
  CANCEL_PUT_OFF(Invariant.KEPT_PROMISE) {
    @Override
    boolean apply(MemoryShardLog log, Random random) {
      return Picks.replace(
          log.statuses,
          s -> s.standing().isCancelRequested() && !s.isDocksDoing(),
          s -> Changes.timed(s, s.lastActionAtMs(), s.deadlineAtMs() + 1, null),
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
          s -> Changes.timed(s, s.lastActionAtMs(), null, s.completedAtMs() + 1),
          random);
    }
  },
  LATE_RESULT_CHANGES_THE_END(Invariant.MONOTONE) {
    @Override
    boolean apply(MemoryShardLog log, Random random) {
      return Picks.replace(
          log.statuses,
          s -> DeviceAckKind.SUCCEEDED.equals(s.lateResult()),
          s -> Changes.standing(s, OperationState.SUCCESSFUL, null, null),
          random);
    }
  },
  LATE_RESULT_SAYS_THE_SAME(Invariant.MONOTONE) {
    @Override
    boolean apply(MemoryShardLog log, Random random) {
      return Picks.replace(
          log.statuses,
          s -> s.lateResult() != null && s.standing().state().equals(OperationState.CANCELLED),
          s -> Changes.late(s, DeviceAckKind.CANCELLED),
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
              Changes.late(
                  s,
                  s.lateResult().equals(DeviceAckKind.FAILED)
                      ? DeviceAckKind.REJECTED
                      : DeviceAckKind.FAILED),
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

  private static Predicate<Decision> is(String kind) {
    return e -> e.kind().equals(kind);
  }

  private static boolean isFirstWithdrawal(MemoryShardLog log, Decision entry) {
    return log.dispatches.stream()
        .filter(is(DispatchEventKind.UPDATE_WITHDRAWN))
        .filter(e -> isOfSame(e, entry))
        .findFirst()
        .filter(entry::equals)
        .isPresent();
  }

  private static boolean isDelivered(MemoryShardLog log, Decision entry) {
    return log.dispatches.stream()
        .filter(is(DispatchEventKind.UPDATE_DELIVERED))
        .anyMatch(e -> isOfSame(e, entry));
  }

  private static boolean isCauseOfWithdrawal(MemoryShardLog log, Command cancel) {
    LogCause cause = new LogCause.Input(MemoryShardLog.at(Topic.UPDATE_COMMANDS, cancel.offset()));
    return log.dispatches.stream()
        .filter(is(DispatchEventKind.UPDATE_WITHDRAWN))
        .anyMatch(e -> e.cause().equals(cause));
  }

  private static boolean isOfSame(Decision one, Decision other) {
    return one.operationId().equals(other.operationId());
  }
}
