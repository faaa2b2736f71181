package dev.drydock.local.registry;

/**
 * One version of a subject.
 *
 * @param version counts from 1 within the subject
 * @param id the schema's number in the registry; equal texts have the same id in every subject
 * @param text the schema as canonical JSON
 */
record StoredSchema(String subject, int version, int id, String text) {}
