"""Time expressions and the intervals they mean."""
