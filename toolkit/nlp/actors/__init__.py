"""States, organisations and persons: names recognised, mentions brought together, countries and roles told."""
