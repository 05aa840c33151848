"""One poll of one feed, arrow by arrow: the only place that knows two stages."""
