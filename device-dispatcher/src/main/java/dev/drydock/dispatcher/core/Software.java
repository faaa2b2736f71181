package dev.drydock.dispatcher.core;

/**
 * A version of a kind of software.
 *
 * @param type the kind, in Microsoft Graph's words
 * @param version its version
 */
public record Software(String type, String version) {}
