package dev.drydock.local;

import dev.drydock.local.process.ServiceProcess;
import dev.drydock.local.process.StartPatience;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The services of a stack, each in a process of its own; they start and stop side by side. */
final class ServiceFleet implements AutoCloseable {

  private final Map<Service, ServiceProcess> processes = new EnumMap<>(Service.class);
  private final StartPatience patience;
  private boolean closed;

  ServiceFleet(Set<Service> services, ServiceCommands commands, StartPatience patience) {
    this.patience = patience;
    services.forEach(service -> processes.put(service, new ServiceProcess(commands.of(service))));
  }

  /** Starts all of them; does not, when the fleet was closed before. */
  void start(Steps steps) {
    List<Runnable> works =
        processes.values().stream()
            .<Runnable>map(process -> () -> steps.run(process.name(), () -> ready(process)))
            .toList();
    launch();
    steps.together(works);
  }

  ServiceProcess get(Service service) {
    ServiceProcess process = processes.get(service);
    if (process == null) {
      throw new IllegalArgumentException(
          "Expected a service of this stack but it has no " + service.moduleName());
    }
    return process;
  }

  List<ServiceProcess> all() {
    return List.copyOf(processes.values());
  }

  private synchronized void launch() {
    if (!closed) {
      processes.values().forEach(ServiceProcess::start);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    ServiceProcess.stopAll(processes.values());
  }

  private ServiceProcess ready(ServiceProcess process) {
    process.awaitReady(patience);
    return process;
  }
}
