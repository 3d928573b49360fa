"""The schema's history, one numbered file a step; `storage.migrate` runs it."""
