"""Every failure we expect, as one small tree; each message is one line that names what and where.

MissiError
├── SettingError        an environment variable is missing or cannot be used
├── DatabaseError       the database cannot be reached or written
├── KnowledgeError      a knowledge file or record does not validate
├── EncoderError        the sentence encoder is missing or not the one expected
├── ModelError          the trained assistant is missing or does not fit the data
├── ConversationError   a stored conversation or turn is not there
├── OversightError      a change by staff is refused, or the log of changes was tampered with
├── LabError            the channel lab cannot play what it was asked to
├── AuthoringError      a change of phrases, sentences, or stories is refused
├── EvaluationError     a question file or a kept evaluation does not validate
└── ProcessError        a process of ours does not run
"""

from __future__ import annotations


class MissiError(Exception):
    """Base of all our errors; the command line prints its text and exits 1."""


class SettingError(MissiError):
    """An environment variable is missing or cannot be used."""


class DatabaseError(MissiError):
    """The database cannot be reached or written."""


class KnowledgeError(MissiError):
    """A knowledge file or record does not validate."""


class EncoderError(MissiError):
    """The sentence encoder is missing or not the one expected."""


class ModelError(MissiError):
    """The trained assistant is missing or does not fit the data."""


class ConversationError(MissiError):
    """A stored conversation or turn is not there."""


class OversightError(MissiError):
    """A change by staff is refused, or the log of changes was tampered with."""


class LabError(MissiError):
    """The channel lab cannot play what it was asked to."""


class AuthoringError(MissiError):
    """A change of phrases, sentences, or stories is refused."""


class EvaluationError(MissiError):
    """A question file or a kept evaluation does not validate."""


class ProcessError(MissiError):
    """A process of ours does not run."""
