package dev.drydock.dispatcher.core;

import org.jspecify.annotations.Nullable;

/**
 * A file that a device downloads and installs.
 *
 * @param uri where it lies
 * @param fileName its name, without a path
 * @param sizeBytes its length in bytes
 * @param md5 MD5 of its content in hexadecimal digits, or null when the publisher gave none
 * @param sha1 SHA-1 of its content in hexadecimal digits, or null when the publisher gave none
 * @param sha256 SHA-256 of its content in hexadecimal digits
 */
public record Artifact(
    String uri,
    String fileName,
    long sizeBytes,
    @Nullable String md5,
    @Nullable String sha1,
    String sha256) {}
