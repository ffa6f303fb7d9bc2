"""demo: the demo vault, built and asked."""
