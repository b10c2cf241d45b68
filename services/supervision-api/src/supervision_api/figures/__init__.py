"""Published figures: asked of the service that owns the rows, rounded and explained here."""
