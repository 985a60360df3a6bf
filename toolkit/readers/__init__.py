"""Readers: files and folders to articles.

>>> from toolkit.readers import read
>>> articles = read("articles/")
>>> articles.problems
()
"""

from toolkit.readers.collection import Articles, describe
from toolkit.readers.reading import from_text, read

__all__ = ["Articles", "describe", "from_text", "read"]
