package dev.drydock.dispatcher.ddi;

import dev.drydock.dispatcher.artifact.ArtifactSettings;
import dev.drydock.dispatcher.ddi.Load.Weight;
import java.time.InstantSource;

/** Reads what calls say, and knows who answers which. Thread-safe. */
public final class Handlers {

  private final PollHandler polls;
  private final DeploymentHandler deployments;
  private final FeedbackHandler feedbacks;
  private final ConfigDataHandler configData;

  /** Takes what the handlers need. */
  public Handlers(
      AckLog log,
      PollingTimes times,
      Sightings sightings,
      DdiSettings settings,
      GraceSettings graces,
      ArtifactSettings artifacts,
      DdiMeters meters,
      InstantSource clock) {
    Acks acks = new Acks(clock);
    this.polls = new PollHandler(log, acks, times, sightings, settings, graces, clock);
    this.deployments = new DeploymentHandler(log, acks, graces, artifacts.isOn(), meters, clock);
    this.feedbacks = new FeedbackHandler(log, meters);
    this.configData = new ConfigDataHandler(log, acks, settings);
  }

  /** Returns what a poll is answered when there is nothing to do, but soon may be. */
  Answer idle(DeviceCall call) {
    return polls.idle(call, true);
  }

  /** Returns what a call comes to; throws {@link Refusal} when its body cannot be understood. */
  DeviceEdge.Task task(DeviceCall call) {
    return switch (call.call()) {
      case POLL ->
          new DeviceEdge.Task(
              Weight.POLL, dock -> polls.isCounted(call, dock), dock -> polls.answer(call, dock));
      case FETCH ->
          new DeviceEdge.Task(Weight.PROGRESS, dock -> true, dock -> deployments.fetch(call, dock));
      case CANCEL ->
          new DeviceEdge.Task(
              Weight.PROGRESS, dock -> true, dock -> deployments.cancel(call, dock));
      // agents give an update up when they cannot get its file; a download writes nothing
      case ARTIFACT ->
          new DeviceEdge.Task(
              Weight.CLOSING, dock -> false, dock -> ArtifactHandler.answer(call, dock));
      case FEEDBACK, CANCEL_FEEDBACK -> {
        DeviceReport report = DeviceReport.of(call.call(), Feedback.read(call.body()));
        yield new DeviceEdge.Task(
            report.isClosing() || report.isDownloaded() ? Weight.CLOSING : Weight.PROGRESS,
            dock -> FeedbackHandler.isCounted(call, report, dock),
            dock -> feedbacks.answer(call, report, dock));
      }
      case CONFIG_DATA -> {
        ConfigData data = ConfigData.read(call.body());
        yield new DeviceEdge.Task(
            Weight.CLOSING, dock -> true, dock -> configData.answer(call, data, dock));
      }
    };
  }
}
