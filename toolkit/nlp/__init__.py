"""From an article to what is found in it: a spaCy Doc, the stages that read it, and the rows they give."""
