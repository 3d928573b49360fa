"""The schema's history, one numbered file a step; `storage.engine.migrate` runs it."""
