package dev.drydock.check.rules;

/**
 * How much was checked.
 *
 * @param requests requests for an update
 * @param undecided those of them, and of the cancels, that wait for their decision still
 * @param admissions operations that were admitted
 * @param conflicts requests that conflicted
 * @param refusals requests that were refused otherwise
 * @param repeats requests that had been admitted before
 * @param cancels commands to cancel an operation
 * @param acks what devices said
 * @param statuses records of operation-status
 * @param successful operations that ended well
 * @param failed operations that failed
 * @param cancelled operations that were cancelled
 * @param open admitted operations that are within their deadlines
 * @param deadLetters records that a service gave up
 * @param unreadable records that are none of the contract, on any of the topics
 */
public record LogCounts(
    long requests,
    long undecided,
    long admissions,
    long conflicts,
    long refusals,
    long repeats,
    long cancels,
    long acks,
    long statuses,
    long successful,
    long failed,
    long cancelled,
    long open,
    long deadLetters,
    long unreadable) {}
