package dev.drydock.dispatcher.core;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That a device is known, since when and by whom.
 *
 * @param revision counts the changes of what is known of it from 1
 * @param registeredAt when it was registered
 * @param registeredBy who registered it
 * @param channel how it is reached
 * @param runs what it runs
 * @param lastSeenAt when it last called, as far as that was noted; null when it never did
 * @param described whether it told anything of itself
 * @param editedIn the revision in which something last changed that callers can edit
 */
public record Registration(
    int revision,
    Instant registeredAt,
    Caller registeredBy,
    Channel channel,
    SoftwareVersions runs,
    @Nullable Instant lastSeenAt,
    boolean described,
    int editedIn) {

  /** A sign of life is noted when it is this much newer than the one before. */
  static final Duration SIGHT_INTERVAL = Duration.ofMinutes(1);

  /** Returns it as it is when a device becomes known. */
  static Registration first(Caller by, Channel channel, SoftwareVersions runs, Instant at) {
    return new Registration(1, at, by, channel, runs, null, false, 1);
  }

  /** Returns it as a caller has edited it. */
  Registration edited(Channel newChannel, SoftwareVersions nowRuns) {
    return new Registration(
        revision + 1,
        registeredAt,
        registeredBy,
        newChannel,
        nowRuns,
        lastSeenAt,
        described,
        revision + 1);
  }

  /** Returns it as of a device that has told nothing of itself yet: it is asked to. */
  Registration toDescribeItself() {
    return new Registration(
        revision, registeredAt, registeredBy, channel, runs, lastSeenAt, false, editedIn);
  }

  /** Returns a first one that came with the device's own hello. */
  Registration met(DockInput.Description description, Instant at) {
    return new Registration(
        revision,
        registeredAt,
        registeredBy,
        channel,
        runs,
        at,
        description != DockInput.Description.NONE,
        editedIn);
  }

  /**
   * Returns it after a sign of life, or null when there is nothing to note.
   *
   * @param description what the device tells of itself
   * @param at when the device called, or null when it did not
   */
  @Nullable Registration heard(
      Channel nowChannel,
      SoftwareVersions nowRuns,
      DockInput.Description description,
      @Nullable Instant at) {
    boolean nowDescribed = described || description != DockInput.Description.NONE;
    boolean isEdited = channel != nowChannel || !runs.equals(nowRuns);
    if (!isEdited
        && described == nowDescribed
        && description != DockInput.Description.NEW
        && !isNewSight(at)) {
      return null;
    }
    return new Registration(
        revision + 1,
        registeredAt,
        registeredBy,
        nowChannel,
        nowRuns,
        later(lastSeenAt, at),
        nowDescribed,
        isEdited ? revision + 1 : editedIn);
  }

  private boolean isNewSight(@Nullable Instant at) {
    return at != null && (lastSeenAt == null || !at.isBefore(lastSeenAt.plus(SIGHT_INTERVAL)));
  }

  private static @Nullable Instant later(@Nullable Instant known, @Nullable Instant at) {
    return known == null || at != null && at.isAfter(known) ? at : known;
  }

  /**
   * A caller, as the request named it. A member is null when the request did not.
   *
   * @param applicationId the application
   * @param applicationName its display name
   * @param userId the user who delegated to it
   * @param userName that user's display name
   * @param deviceId the device, when one registered itself
   */
  public record Caller(
      @Nullable String applicationId,
      @Nullable String applicationName,
      @Nullable String userId,
      @Nullable String userName,
      @Nullable String deviceId) {}
}
