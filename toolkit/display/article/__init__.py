"""One analysed article shown: lead, tables, figures and highlighted text; :mod:`toolkit.display` offers them."""
