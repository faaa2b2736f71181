package dev.drydock.dispatcher.ddi;

import dev.drydock.dispatcher.config.TestEdge;
import dev.drydock.dispatcher.core.Artifact;
import dev.drydock.dispatcher.core.Channel;
import dev.drydock.dispatcher.core.Content;
import dev.drydock.dispatcher.core.DeviceAnswer;
import dev.drydock.dispatcher.core.Dock;
import dev.drydock.dispatcher.core.End;
import dev.drydock.dispatcher.core.Holder;
import dev.drydock.dispatcher.core.Offer;
import dev.drydock.dispatcher.core.PastUpdate;
import dev.drydock.dispatcher.core.Registration;
import dev.drydock.dispatcher.core.Software;
import dev.drydock.dispatcher.core.SoftwareVersions;
import dev.drydock.dispatcher.core.Terms;
import dev.drydock.dispatcher.core.Withdrawal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Docks as they may be. */
final class Docks {

  static final Artifact FILE =
      new Artifact(
          "http://files.test/app.swu",
          "app.swu",
          2560,
          "e".repeat(32),
          "5".repeat(40),
          "a".repeat(64));
  static final Offer OFFER = offer("firmware", Content.of(FILE), Terms.FORCED);

  private Docks() {}

  static Offer offer(String softwareType, Content content, Terms terms) {
    return new Offer(new Software(softwareType, "1.0.1"), content, terms);
  }

  static Registration registration(Channel channel, boolean described) {
    return new Registration(
        1,
        TestEdge.NOW.minus(Duration.ofDays(1)),
        new Registration.Caller(null, null, null, null, null),
        channel,
        SoftwareVersions.NONE,
        TestEdge.NOW,
        described,
        1);
  }

  /** A dock of a device that comes itself and has told what it is. */
  static Dock free() {
    return new Dock(registration(Channel.DDI, true), null, 0, List.of(), List.of());
  }

  static Dock held(Holder holder) {
    return new Dock(
        registration(Channel.DDI, true), holder, holder.deploymentNumber(), List.of(), List.of());
  }

  /** A dock whose update ended an hour ago. */
  static Dock past(Holder holder, End end) {
    return new Dock(
        registration(Channel.DDI, true),
        null,
        holder.deploymentNumber(),
        List.of(new PastUpdate(holder, end, TestEdge.NOW.minus(Duration.ofHours(1)))),
        List.of());
  }

  static Holder admitted(int number) {
    return holder(number, Channel.DDI, OFFER, false, Withdrawal.NONE, false, null);
  }

  static Holder admitted(int number, Offer offer) {
    return holder(number, Channel.DDI, offer, false, Withdrawal.NONE, false, null);
  }

  static Holder bridged(int number) {
    return holder(number, Channel.BRIDGE, null, false, Withdrawal.NONE, false, null);
  }

  static Holder delivered(int number) {
    return delivered(number, OFFER);
  }

  static Holder delivered(int number, Offer offer) {
    return holder(number, Channel.DDI, offer, true, Withdrawal.NONE, false, null);
  }

  static Holder toStop(int number) {
    return holder(number, Channel.DDI, OFFER, true, Withdrawal.NONE, true, null);
  }

  static Holder forced(int number) {
    return forced(number, OFFER);
  }

  static Holder forced(int number, Offer offer) {
    return holder(number, Channel.DDI, offer, true, Withdrawal.FORCED, true, null);
  }

  static Holder forcedAndRefused(int number) {
    return holder(number, Channel.DDI, OFFER, true, Withdrawal.FORCED, false, null);
  }

  static Holder answered(int number, DeviceAnswer finalReport) {
    return holder(number, Channel.DDI, OFFER, true, Withdrawal.NONE, false, finalReport);
  }

  static String operation(int number) {
    return "operation-" + number;
  }

  private static Holder holder(
      int number,
      Channel channel,
      @Nullable Offer offer,
      boolean delivered,
      Withdrawal withdrawal,
      boolean cancelRequested,
      @Nullable DeviceAnswer finalReport) {
    return new Holder(
        operation(number),
        number,
        TestEdge.NOW.minus(Duration.ofHours(2)),
        channel,
        offer,
        offer != null && offer.terms().mode() == Terms.Mode.DOWNLOAD_ONLY,
        delivered,
        withdrawal,
        cancelRequested,
        finalReport);
  }
}
