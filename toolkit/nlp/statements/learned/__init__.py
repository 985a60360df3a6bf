"""The learned stage of attribution: features over the rules, and the model that weighs them."""
