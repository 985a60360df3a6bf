"""Exports of news databases: each article of a file its own, with the title, date, publisher, byline and page it is given."""
