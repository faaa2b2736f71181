package dev.drydock.check.rules;

import dev.drydock.messages.DeviceAckKind;
import dev.drydock.messages.Idempotency;
import dev.drydock.messages.OperationPhase;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** Lives of several devices, woven into one log as a shard would have them. */
final class LogGenerator {

  /** How an operation ends. */
  enum End {
    SUCCEEDED,
    FAILED,
    REJECTED,
    GAVE_UP,
    CANCELLED,
    WITHDRAWN,
    FORCED,
    TIMED_OUT
  }

  /** How often a device is asked to stop, and whether it refuses. */
  enum Asked {
    NEVER,
    TWICE,
    IN_VAIN
  }

  /**
   * One update of a device.
   *
   * @param fetched whether the device fetches it, as DDI devices do
   * @param reports how often the device reports progress
   * @param conflicts how many requests come in meanwhile
   * @param asked whether it is asked to stop
   * @param end how it ends
   * @param late whether the device says something else after the end
   * @param echoes how often the device repeats itself after the end, and its callers theirs
   * @param retired whether the device is retired afterwards, and comes back, and the operation is
   *     forgotten
   */
  record Life(
      boolean fetched,
      int reports,
      int conflicts,
      Asked asked,
      End end,
      boolean late,
      int echoes,
      boolean retired) {

    boolean isAskedInTheEnd() {
      return asked == Asked.TWICE;
    }
  }

  private final LogWriter writer = new LogWriter();

  /** Writes the lives of the devices; the seed chooses whose turn it is. */
  LogWriter write(List<List<Life>> devices, long seed) {
    Random random = new Random(seed);
    List<Deque<Runnable>> turns = new ArrayList<>();
    for (int i = 0; i < devices.size(); i++) {
      turns.add(new Visit("contoso/room-" + i, devices.get(i)).steps);
    }
    turns.removeIf(Deque::isEmpty);
    while (!turns.isEmpty()) {
      Deque<Runnable> turn = turns.get(random.nextInt(turns.size()));
      turn.remove().run();
      turns.removeIf(Deque::isEmpty);
    }
    return writer;
  }

  /** A device's steps, one after the other. */
  private final class Visit {
    private final Deque<Runnable> steps = new ArrayDeque<>();
    private final String device;
    private String operation = "";
    private int keys;

    Visit(String device, List<Life> lives) {
      this.device = device;
      lives.forEach(this::plan);
    }

    private void plan(Life life) {
      Idempotency key = new Idempotency("key-" + keys++, "body");
      steps.add(() -> operation = writer.admit(device, key));
      if (life.fetched()) {
        steps.add(() -> writer.deliver(operation));
      }
      for (int i = 0; i < life.conflicts(); i++) {
        steps.add(() -> writer.conflict(device, operation));
        steps.add(() -> writer.refuseToRetire(device, operation));
      }
      for (int i = 0; i < life.reports(); i++) {
        String phase = i == 0 ? OperationPhase.DOWNLOADING : OperationPhase.INSTALLING;
        String words = i + " of " + life.reports();
        steps.add(() -> writer.progress(operation, phase, words));
      }
      planCancel(life);
      steps.add(() -> end(life));
      if (life.late()) {
        String other = life.end() == End.SUCCEEDED ? DeviceAckKind.FAILED : DeviceAckKind.SUCCEEDED;
        steps.add(() -> writer.lateResult(operation, other));
      }
      for (int i = 0; i < life.echoes(); i++) {
        boolean forced = i > 0;
        steps.add(() -> writer.ack(operation, DeviceAckKind.SUCCEEDED, null));
        steps.add(() -> writer.cancelTooLate(operation, forced));
        steps.add(() -> writer.repeat(device, key, operation));
      }
      if (life.retired()) {
        steps.add(() -> writer.retire(device));
        steps.add(() -> writer.register(device));
        steps.add(() -> writer.hello(device));
        steps.add(() -> writer.forget(operation));
      }
    }

    private void planCancel(Life life) {
      if (life.asked() == Asked.NEVER) {
        return;
      }
      steps.add(() -> writer.askToStop(operation));
      if (life.reports() > 0) {
        steps.add(() -> writer.progress(operation, OperationPhase.INSTALLING, "nearly done"));
      }
      steps.add(() -> writer.askToStop(operation));
      if (life.asked() == Asked.IN_VAIN) {
        steps.add(() -> writer.refuseToStop(operation));
      }
    }

    private void end(Life life) {
      switch (life.end()) {
        case GAVE_UP -> writer.stop(operation);
        case CANCELLED -> stop(life);
        case WITHDRAWN -> writer.withdraw(operation, life.fetched());
        case FORCED -> writer.withdraw(operation, true);
        case SUCCEEDED -> writer.succeed(operation);
        case FAILED -> writer.fail(operation);
        case REJECTED -> writer.reject(operation);
        case TIMED_OUT -> writer.timeOut(operation, timeout(life));
      }
    }

    private void stop(Life life) {
      if (!life.isAskedInTheEnd()) {
        writer.askToStop(operation);
      }
      writer.stop(operation);
    }

    private static String timeout(Life life) {
      if (life.isAskedInTheEnd()) {
        return "cancelTimeout";
      }
      if (life.asked() == Asked.IN_VAIN) {
        return "progressTimeout";
      }
      if (life.reports() > 0) {
        return "progressTimeout";
      }
      return life.fetched() ? "startTimeout" : "deliveryTimeout";
    }
  }
}
