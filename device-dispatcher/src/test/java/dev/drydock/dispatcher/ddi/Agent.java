package dev.drydock.dispatcher.ddi;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What real agents do about the answers they get, as it was seen of them or read in their source;
 * their waits are fifty times shorter. Each has a thread of its own.
 */
abstract sealed class Agent implements AutoCloseable {

  /** Stands for a second. */
  private static final Duration SECOND = Duration.ofMillis(20);

  private static final Pattern NUMBER = Pattern.compile("/deploymentBase/(\\d+)");
  private static final String PROCEEDING = Device.feedback("proceeding", "none");
  private static final String SUCCESS = Device.feedback("closed", "success");
  private static final int OK = 200;
  private static final int CONFLICT = 409;
  private static final int TOO_MANY = 429;
  private static final int NO_ANSWER = 0;

  private final Device device;
  private final AtomicInteger installations = new AtomicInteger();
  private final Thread thread;
  private volatile boolean isOver;

  /** The kinds of agents. */
  enum Kind {
    RHU,
    HARA,
    SWUPDATE,
    SDK
  }

  private Agent(Device device) {
    this.device = device;
    this.thread = new Thread(this::live, "agent");
  }

  static Agent start(Kind kind, Device device) {
    Agent agent =
        switch (kind) {
          case RHU -> new Rhu(device);
          case HARA -> new Hara(device);
          case SWUPDATE -> new SwUpdate(device);
          case SDK -> new Sdk(device);
        };
    agent.thread.start();
    return agent;
  }

  int installations() {
    return installations.get();
  }

  @Override
  public void close() {
    isOver = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One poll, and what follows on it. */
  abstract void turn();

  boolean isOver() {
    return isOver;
  }

  void install() {
    installations.incrementAndGet();
  }

  /** Returns the number of the update that is listed; 0 for none. */
  int poll() {
    HttpResponse<String> answer = device.get("");
    Matcher matcher = NUMBER.matcher(answer.body());
    return answer.statusCode() == OK && matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
  }

  int fetch(int number) {
    return device.get("/deploymentBase/" + number).statusCode();
  }

  int progress(int number) {
    return report(number, PROCEEDING);
  }

  int succeed(int number) {
    return report(number, SUCCESS);
  }

  int report(int number, String body) {
    try {
      return device.post("/deploymentBase/" + number + "/feedback", body).statusCode();
    } catch (RuntimeException e) {
      return NO_ANSWER;
    }
  }

  static void pause(int seconds) {
    LockSupport.parkNanos(SECOND.multipliedBy(seconds).toNanos());
  }

  private void live() {
    while (!isOver) {
      turn();
      pause(5);
    }
  }

  /** rauc-hawkbit-updater 1.4: repeats what is answered 409 or 429, and nothing else. */
  private static final class Rhu extends Agent {

    private static final int TRIES = 10;

    private Rhu(Device device) {
      super(device);
    }

    @Override
    void turn() {
      int number = poll();
      if (number == 0 || fetch(number) != OK) {
        return;
      }
      say(number, PROCEEDING);
      install();
      say(number, PROCEEDING);
      say(number, SUCCESS);
    }

    private void say(int number, String body) {
      for (int tries = 0; tries < TRIES && !isOver(); tries++) {
        int status = report(number, body);
        if (status != TOO_MANY && status != CONFLICT) {
          return;
        }
        pause(1);
      }
    }
  }

  /**
   * Hara 2.0: all reports go through one queue, which rests for a minute after a 409, a 429 or a
   * 5xx; meanwhile it polls, and applies what is listed.
   */
  private static final class Hara extends Agent {

    private static final int REST = 60;

    /** The number of an update, below zero for its final report. */
    private final ConcurrentLinkedQueue<Integer> reports = new ConcurrentLinkedQueue<>();

    private long restsUntil;

    private Hara(Device device) {
      super(device);
    }

    @Override
    void turn() {
      send();
      int number = poll();
      if (number != 0 && fetch(number) == OK) {
        reports.add(number);
        reports.add(number);
        install();
        reports.add(-number);
        send();
      }
    }

    private void send() {
      while (!reports.isEmpty() && System.nanoTime() >= restsUntil) {
        int number = reports.element();
        int status = number < 0 ? succeed(-number) : progress(number);
        if (status == NO_ANSWER || status == CONFLICT || status == TOO_MANY || status >= 500) {
          restsUntil = System.nanoTime() + SECOND.multipliedBy(REST).toNanos();
        } else {
          reports.remove();
        }
      }
    }
  }

  /**
   * SWUpdate 2026.05: begins anew at the next poll when its first report is refused; repeats its
   * final report until it is answered 200, and does nothing else meanwhile.
   */
  private static final class SwUpdate extends Agent {

    private SwUpdate(Device device) {
      super(device);
    }

    @Override
    void turn() {
      int number = poll();
      if (number == 0 || fetch(number) != OK || progress(number) != OK) {
        return;
      }
      install();
      progress(number);
      while (!isOver() && succeed(number) != OK) {
        pause(10);
      }
    }
  }

  /**
   * hawkBit's device SDK 0.9: repeats a report once; never polls again when a fetch is refused
   * otherwise than by 503.
   */
  private static final class Sdk extends Agent {

    private int latest;
    private boolean isStuck;

    private Sdk(Device device) {
      super(device);
    }

    @Override
    void turn() {
      int number = isStuck ? 0 : poll();
      if (number == 0 || number == latest) {
        return;
      }
      int fetched = fetch(number);
      if (fetched != OK) {
        isStuck = fetched != 503;
        return;
      }
      latest = number;
      twice(number, PROCEEDING);
      install();
      twice(number, SUCCESS);
    }

    private void twice(int number, String body) {
      if (report(number, body) != OK) {
        pause(1);
        report(number, body);
      }
    }
  }
}
