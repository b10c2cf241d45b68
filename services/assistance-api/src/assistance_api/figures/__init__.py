"""The figures that this service counts, each opening to its rows."""
