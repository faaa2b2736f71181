package dev.drydock.dispatcher.ddi;

/**
 * Where something is.
 *
 * @param href its absolute URL
 */
record Link(String href) {}
