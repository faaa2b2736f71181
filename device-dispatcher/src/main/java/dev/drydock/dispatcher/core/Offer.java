package dev.drydock.dispatcher.core;

/**
 * What a device that speaks DDI is given.
 *
 * @param software what it is to run
 * @param content what the release consists of
 * @param terms how the device is to take it
 */
public record Offer(Software software, Content content, Terms terms) {}
