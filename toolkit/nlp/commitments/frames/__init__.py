"""Commissive frames: the ways in which news English says that somebody undertakes, refuses or threatens.

:mod:`frame` holds what a frame is, :mod:`blocks` where nothing is undertaken however the words look, :mod:`harm` which
actions are hostile, :mod:`actions` which words name the action and how coordinated actions part,
:mod:`commissive_words` the table of words by which one undertakes. The detectors are :mod:`verbs` ("agreed to"; with
:mod:`complements`, :mod:`agreements` and :mod:`refusals`), :mod:`adjectives` ("is ready to"), :mod:`nouns` ("its pledge to";
with :mod:`noun_parts`), :mod:`documents` ("the pact obliges both to"), :mod:`arranged` ("is to"), :mod:`futures` ("will",
"would") and :mod:`possible` ("could not accept"). :func:`toolkit.nlp.commitments.frames.find.find_frames` runs them all.
"""
