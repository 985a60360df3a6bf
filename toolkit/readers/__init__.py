"""Readers: files, folders and tables to articles.

>>> from toolkit.readers import read
>>> articles = read("articles/")
>>> articles.problems
()
"""

from toolkit.readers.collection import Articles, describe
from toolkit.readers.making import article
from toolkit.readers.reading import read

__all__ = ["Articles", "article", "describe", "read"]
