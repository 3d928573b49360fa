"""How long tests wait for what has to come: only a failure, or a very busy machine, takes it."""

PATIENCE = 60.0  # seconds
