package dev.drydock.check.rules;

import dev.drydock.messages.Cause;
import dev.drydock.messages.DeviceAckKind;
import dev.drydock.messages.DispatchEventKind;
import dev.drydock.messages.OperationPhase;
import dev.drydock.messages.OperationState;
import dev.drydock.schemas.Topic;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One way to break a good log, at a random place. */
enum Corruption {
  RELEASE_LOST(Invariant.ONE_IN_FLIGHT) {
    @Override
    boolean apply(MemoryShardLog log, Random random) {
      // only a release that another admission of the device follows
      return Picks.remove(
          log.dispatches,
          e -> e.kind().equals(DispatchEventKind.DOCK_RELEASED) && isFollowedByAdmission(log, e),
          random);
    }
  },
  RELEASE_BEFORE_THE_END(Invariant.ONE_IN_FLIGHT) {
    @Override
    boolean apply(MemoryShardLog log, Random random) {
      return Picks.replace(
          log.dispatches,
          e -> e.kind().equals(DispatchEventKind.DOCK_RELEASED),
          e -> {
            long begin = log.statusesOf(e.operationId()).get(0).offset();
            return Changes.caused(e, Topic.OPERATION_STATUS, begin);
          },
          random);
    }
  },
  WRONG_HOLDER_NAMED(Invariant.TRUE_CONFLICT) {
    @Override
    boolean apply(MemoryShardLog log, Random random) {
      return Picks.replace(
          log.dispatches,
          e -> e.kind().equals(DispatchEventKind.UPDATE_CONFLICTED),
          e -> Changes.holder(e, "op-unknown"),
          random);
    }
  },
  DECISION_LOST(Invariant.KEPT_PROMISE) {
    @Override
    boolean apply(MemoryShardLog log, Random random) {
      return Picks.remove(
          log.dispatches, e -> e.kind().equals(DispatchEventKind.UPDATE_CONFLICTED), random);
    }
  },
  DECISION_COPIED(Invariant.KEPT_PROMISE) {
    @Override
    boolean apply(MemoryShardLog log, Random random) {
      Decision copied =
          Picks.pick(
              log.dispatches, e -> e.kind().equals(DispatchEventKind.UPDATE_CONFLICTED), random);
      return copied != null && log.dispatches.add(Changes.moved(copied, copied.offset() + 1));
    }
  },
  REPETITION_OF_NOTHING(Invariant.KEPT_PROMISE) {
    @Override
    boolean apply(MemoryShardLog log, Random random) {
      return Picks.replace(
          log.dispatches,
          e -> e.kind().equals(DispatchEventKind.ADMISSION_REPEATED),
          e -> Changes.about(e, "op-unknown"),
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
              Messages.request(
                  r.offset(), r.device(), r.operationId(), r.atMs(), before(log, r).key()),
          random);
    }

    /** The request under the key before, unless the device was retired since. */
    private @Nullable Command before(MemoryShardLog log, Command request) {
      int number = Integer.parseInt(request.key().getKey().substring("key-".length()));
      return log.requests.stream()
          .filter(r -> r.device().equals(request.device()) && isAdmitted(log, r))
          .filter(r -> r.key().getKey().equals("key-" + (number - 1)))
          .filter(r -> !isRetiredBetween(log, r, request))
          .findFirst()
          .orElse(null);
    }

    private boolean isRetiredBetween(MemoryShardLog log, Command first, Command second) {
      return log.deviceDecisions.stream()
          .anyMatch(
              e ->
                  e.kind().equals(DispatchEventKind.DEVICE_RETIRED)
                      && e.device().equals(first.device())
                      && e.offset() > first.offset()
                      && e.offset() < second.offset());
    }
  },
  RETIRED_WHILE_HELD(Invariant.ONE_IN_FLIGHT) {
    @Override
    boolean apply(MemoryShardLog log, Random random) {
      Decision admission =
          Picks.pick(
              log.dispatches, e -> e.kind().equals(DispatchEventKind.UPDATE_ADMITTED), random);
      return admission != null
          && log.deviceDecisions.add(
              Messages.decision(
                  admission.offset() + 1,
                  DispatchEventKind.DEVICE_RETIRED,
                  admission.device(),
                  null,
                  Messages.cause(Topic.UPDATE_COMMANDS, 0)));
    }
  },
  REGISTRATION_LOST(Invariant.MONOTONE) {
    @Override
    boolean apply(MemoryShardLog log, Random random) {
      return Picks.remove(
          log.deviceDecisions,
          e ->
              e.kind().equals(DispatchEventKind.DEVICE_REGISTERED) && isFollowedByAdmission(log, e),
          random);
    }
  },
  RETIREMENT_REFUSED_FOR_ANOTHER(Invariant.TRUE_CONFLICT) {
    @Override
    boolean apply(MemoryShardLog log, Random random) {
      return Picks.replace(
          log.deviceDecisions,
          e -> e.kind().equals(DispatchEventKind.RETIREMENT_REFUSED),
          e -> Changes.holder(e, "op-unknown"),
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
      return Picks.remove(log.statuses, s -> !s.standing().isFinal(), random);
    }
  },
  END_COPIED(Invariant.MONOTONE) {
    @Override
    boolean apply(MemoryShardLog log, Random random) {
      StatusEntry.Changed end = Picks.pick(log.statuses, s -> s.standing().isFinal(), random);
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
                  REFUSALS.contains(ack.message().getKind())
                      ? DeviceAckKind.FETCHED
                      : DeviceAckKind.REJECTED),
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
          log.statuses,
          s -> true,
          s -> Changes.caused(s, new Cause(null, MemoryShardLog.PARTITION, null, null, null)),
          random);
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
          s -> s.revision() > 1 && OperationPhase.INSTALLING.equals(s.standing().phase()),
          s -> Changes.standing(s, OperationState.QUEUED, OperationPhase.ADMITTED, null),
          random);
    }
  },
  STATE_WITHOUT_PHASE(Invariant.MONOTONE) {
    @Override
    boolean apply(MemoryShardLog log, Random random) {
      return Picks.replace(
          log.statuses,
          s -> s.standing().phase() != null,
          s -> Changes.standing(s, s.standing().state(), null, null),
          random);
    }
  };

  private static final Set<String> REFUSALS =
      Set.of(DeviceAckKind.REJECTED, DeviceAckKind.CANCELLED);

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

  private static boolean isAdmitted(MemoryShardLog log, Command request) {
    return log.dispatches.stream()
        .filter(e -> e.kind().equals(DispatchEventKind.UPDATE_ADMITTED))
        .anyMatch(e -> e.operationId().equals(request.operationId()));
  }

  private static boolean isFollowedByAdmission(MemoryShardLog log, Decision entry) {
    return log.dispatches.stream()
        .anyMatch(
            e ->
                e.kind().equals(DispatchEventKind.UPDATE_ADMITTED)
                    && e.device().equals(entry.device())
                    && e.offset() > entry.offset());
  }

  private static boolean isFirstEnd(StatusEntry.Changed status) {
    return status.standing().isFinal() && status.lateResult() == null;
  }

  private static boolean isForgotten(MemoryShardLog log, StatusEntry.Changed status) {
    return log.forgotten.stream().anyMatch(f -> f.operationId().equals(status.operationId()));
  }

  private static boolean isCause(MemoryShardLog log, Ack ack) {
    LogCause cause = new LogCause.Input(MemoryShardLog.at(Topic.DEVICE_ACKS, ack.offset()));
    return log.statuses.stream().anyMatch(s -> s.cause().equals(cause));
  }
}
