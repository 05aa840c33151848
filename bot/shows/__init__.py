"""Which show a title means: catalogue, names, matching; pure."""
