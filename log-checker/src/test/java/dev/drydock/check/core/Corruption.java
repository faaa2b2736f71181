package dev.drydock.check.core;

import java.util.Random;
import org.jspecify.annotations.Nullable;

/** One way to break a good log, at a random place. */
enum Corruption {
  RELEASE_LOST(Invariant.ONE_IN_FLIGHT) {
    @Override
    boolean apply(MemoryShardLog log, Random random) {
      // only a release that another admission of the device follows
      return Picks.remove(
          log.dispatches,
          e -> e.kind() == DispatchEntry.Kind.DOCK_RELEASED && isFollowedByAdmission(log, e),
          random);
    }
  },
  RELEASE_BEFORE_THE_END(Invariant.ONE_IN_FLIGHT) {
    @Override
    boolean apply(MemoryShardLog log, Random random) {
      return Picks.replace(
          log.dispatches,
          e -> e.kind() == DispatchEntry.Kind.DOCK_RELEASED,
          e -> {
            long begin = log.statusesOf(e.about().operationId()).get(0).offset();
            return new DispatchEntry.DockReleased(
                Changes.caused(e.about(), LogTopic.OPERATION_STATUS, begin));
          },
          random);
    }
  },
  WRONG_HOLDER_NAMED(Invariant.TRUE_CONFLICT) {
    @Override
    boolean apply(MemoryShardLog log, Random random) {
      return Picks.replace(
          log.dispatches,
          e -> e.kind() == DispatchEntry.Kind.UPDATE_CONFLICTED,
          e -> new DispatchEntry.UpdateConflicted(e.about(), "op-of-nobody"),
          random);
    }
  },
  DECISION_LOST(Invariant.KEPT_PROMISE) {
    @Override
    boolean apply(MemoryShardLog log, Random random) {
      return Picks.remove(
          log.dispatches, e -> e.kind() == DispatchEntry.Kind.UPDATE_CONFLICTED, random);
    }
  },
  DECISION_COPIED(Invariant.KEPT_PROMISE) {
    @Override
    boolean apply(MemoryShardLog log, Random random) {
      DispatchEntry copied =
          Picks.pick(log.dispatches, e -> e.kind() == DispatchEntry.Kind.UPDATE_CONFLICTED, random);
      if (copied == null) {
        return false;
      }
      DispatchEntry.About about = copied.about();
      DispatchEntry.About again =
          new DispatchEntry.About(
              about.offset() + 1, about.device(), about.operationId(), about.cause());
      String holder = ((DispatchEntry.UpdateConflicted) copied).holderOperationId();
      return log.dispatches.add(new DispatchEntry.UpdateConflicted(again, holder));
    }
  },
  REPETITION_OF_NOTHING(Invariant.KEPT_PROMISE) {
    @Override
    boolean apply(MemoryShardLog log, Random random) {
      return Picks.replace(
          log.dispatches,
          e -> e.kind() == DispatchEntry.Kind.ADMISSION_REPEATED,
          e ->
              new DispatchEntry.AdmissionRepeated(
                  new DispatchEntry.About(
                      e.offset(), e.device(), "op-of-nobody", e.about().cause())),
          random);
    }
  },
  KEY_OF_ANOTHER_REQUEST(Invariant.KEPT_PROMISE) {
    @Override
    boolean apply(MemoryShardLog log, Random random) {
      return Picks.replace(
          log.requests,
          r -> isAdmitted(log, r) && before(log, r) != null,
          r ->
              new RequestEntry(
                  r.offset(), r.device(), r.operationId(), r.atMs(), before(log, r).key()),
          random);
    }

    /** The request under the key before, unless the device was retired since. */
    private @Nullable RequestEntry before(MemoryShardLog log, RequestEntry request) {
      int number = Integer.parseInt(request.key().key().substring("key-".length()));
      return log.requests.stream()
          .filter(r -> r.device().equals(request.device()) && isAdmitted(log, r))
          .filter(r -> r.key().key().equals("key-" + (number - 1)))
          .filter(r -> !isRetiredBetween(log, r, request))
          .findFirst()
          .orElse(null);
    }

    private boolean isRetiredBetween(MemoryShardLog log, RequestEntry first, RequestEntry second) {
      return log.deviceDecisions.stream()
          .anyMatch(
              e ->
                  e instanceof DeviceEntry.Retired
                      && e.device().equals(first.device())
                      && e.offset() > first.offset()
                      && e.offset() < second.offset());
    }
  },
  RETIRED_WHILE_HELD(Invariant.ONE_IN_FLIGHT) {
    @Override
    boolean apply(MemoryShardLog log, Random random) {
      DispatchEntry admission =
          Picks.pick(log.dispatches, e -> e.kind() == DispatchEntry.Kind.UPDATE_ADMITTED, random);
      return admission != null
          && log.deviceDecisions.add(
              new DeviceEntry.Retired(admission.offset() + 1, admission.device()));
    }
  },
  REGISTRATION_LOST(Invariant.MONOTONE) {
    @Override
    boolean apply(MemoryShardLog log, Random random) {
      return Picks.remove(
          log.deviceDecisions,
          e -> e instanceof DeviceEntry.Registered && isFollowedByAdmission(log, e),
          random);
    }
  },
  RETIREMENT_REFUSED_FOR_ANOTHER(Invariant.TRUE_CONFLICT) {
    @Override
    boolean apply(MemoryShardLog log, Random random) {
      return Picks.replace(
          log.deviceDecisions,
          e -> e instanceof DeviceEntry.RetirementRefused,
          e -> new DeviceEntry.RetirementRefused(e.offset(), e.device(), "op-of-nobody"),
          random);
    }
  },
  END_LOST(Invariant.KEPT_PROMISE) {
    @Override
    boolean apply(MemoryShardLog log, Random random) {
      return Picks.remove(log.statuses, s -> isFirstEnd(s) && !isForgotten(log, s), random);
    }
  },
  REVISION_LOST(Invariant.KEPT_PROMISE) {
    @Override
    boolean apply(MemoryShardLog log, Random random) {
      return Picks.remove(log.statuses, s -> !s.standing().state().isFinal(), random);
    }
  },
  END_COPIED(Invariant.MONOTONE) {
    @Override
    boolean apply(MemoryShardLog log, Random random) {
      StatusEntry.Changed end =
          Picks.pick(log.statuses, s -> s.standing().state().isFinal(), random);
      return end != null && log.statuses.add(Changes.moved(end, end.offset() + 1));
    }
  },
  END_TOO_LATE(Invariant.KEPT_PROMISE) {
    @Override
    boolean apply(MemoryShardLog log, Random random) {
      return Picks.replace(
          log.statuses,
          Corruption::isFirstEnd,
          s ->
              Changes.delayed(s, LogWriter.DEADLINE_MS + CheckOptions.DEFAULT_GRACE.toMillis() + 1),
          random);
    }
  },
  ANOTHER_WORD_OF_THE_DEVICE(Invariant.TRUE_CAUSE) {
    @Override
    boolean apply(MemoryShardLog log, Random random) {
      return Picks.replace(
          log.acks,
          ack -> isCause(log, ack),
          ack ->
              Changes.said(
                  // a device may reject, or give up: either explains the same end
                  ack,
                  ack.kind() == AckKind.REJECTED || ack.kind() == AckKind.CANCELLED
                      ? AckKind.FETCHED
                      : AckKind.REJECTED),
          random);
    }
  },
  ACK_LOST(Invariant.TRUE_CAUSE) {
    @Override
    boolean apply(MemoryShardLog log, Random random) {
      return Picks.remove(log.acks, ack -> isCause(log, ack), random);
    }
  },
  CAUSE_MOVED(Invariant.TRUE_CAUSE) {
    @Override
    boolean apply(MemoryShardLog log, Random random) {
      return Picks.replace(
          log.statuses, s -> true, s -> Changes.caused(s, new LogCause.Unknown("nothing")), random);
    }
  },
  REQUEST_LOST(Invariant.TRUE_CAUSE) {
    @Override
    boolean apply(MemoryShardLog log, Random random) {
      return Picks.remove(log.requests, r -> true, random);
    }
  },
  WAY_BACK(Invariant.MONOTONE) {
    @Override
    boolean apply(MemoryShardLog log, Random random) {
      return Picks.replace(
          log.statuses,
          s -> s.revision() > 1 && s.standing().phase() == Phase.INSTALLING,
          s -> Changes.standing(s, new StatusEntry.Standing(State.QUEUED, Phase.ADMITTED, null)),
          random);
    }
  },
  STATE_WITHOUT_PHASE(Invariant.MONOTONE) {
    @Override
    boolean apply(MemoryShardLog log, Random random) {
      return Picks.replace(
          log.statuses,
          s -> s.standing().phase() != null,
          s -> Changes.standing(s, new StatusEntry.Standing(s.standing().state(), null, null)),
          random);
    }
  };

  private final Invariant broken;

  Corruption(Invariant broken) {
    this.broken = broken;
  }

  /** Returns the promise that the log breaks afterwards, perhaps among others. */
  Invariant broken() {
    return broken;
  }

  /** Breaks the log; tells whether it had anything to break. */
  abstract boolean apply(MemoryShardLog log, Random random);

  private static boolean isAdmitted(MemoryShardLog log, RequestEntry request) {
    return log.dispatches.stream()
        .filter(e -> e.kind() == DispatchEntry.Kind.UPDATE_ADMITTED)
        .anyMatch(e -> e.about().operationId().equals(request.operationId()));
  }

  private static boolean isFollowedByAdmission(MemoryShardLog log, DockEntry entry) {
    return log.dispatches.stream()
        .anyMatch(
            e ->
                e.kind() == DispatchEntry.Kind.UPDATE_ADMITTED
                    && e.device().equals(entry.device())
                    && e.offset() > entry.offset());
  }

  private static boolean isFirstEnd(StatusEntry.Changed status) {
    return status.standing().state().isFinal() && status.lateResult() == null;
  }

  private static boolean isForgotten(MemoryShardLog log, StatusEntry.Changed status) {
    return log.forgotten.stream().anyMatch(f -> f.operationId().equals(status.operationId()));
  }

  private static boolean isCause(MemoryShardLog log, AckEntry ack) {
    LogCause cause = new LogCause.Input(MemoryShardLog.at(LogTopic.DEVICE_ACKS, ack.offset()));
    return log.statuses.stream().anyMatch(s -> s.cause().equals(cause));
  }
}
