"""What pronouns, nominals and groups ("he", "the minister", "the two sides") refer to."""
