"""The households that help may reach: a projection of the registry's feed, never edited here."""
