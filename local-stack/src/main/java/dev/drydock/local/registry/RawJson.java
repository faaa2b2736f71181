package dev.drydock.local.registry;

/** An answer that is JSON already. */
record RawJson(String text) {}
