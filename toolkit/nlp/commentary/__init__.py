"""Outside observers and what they make of it: experts, affiliations, stance and target."""
