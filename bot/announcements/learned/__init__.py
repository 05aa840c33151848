"""What a small encoder reads out of a headline, learned from labelled ones (ADR 12, ADR 13)."""
