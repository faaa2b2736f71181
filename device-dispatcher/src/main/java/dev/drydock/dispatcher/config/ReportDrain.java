package dev.drydock.dispatcher.config;

import dev.drydock.dispatcher.ddi.DeviceEdge;
import org.springframework.context.SmartLifecycle;

/**
 * Has the reports that wait written before this process stops. That is done in the default phase,
 * which is stopped before all others: reports can be written only as long as the docks are here.
 */
final class ReportDrain implements SmartLifecycle {

  private final DeviceEdge edge;
  private volatile boolean running;

  ReportDrain(DeviceEdge edge) {
    this.edge = edge;
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    edge.drainReports();
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
