"""The parsed article: units, quotations, and questions to the dependency tree."""
