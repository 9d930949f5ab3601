"""The tables of the knowledge base (SQLAlchemy 1.4 in 2.0 style)."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Date, DateTime, Integer, LargeBinary, String, Text
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class RecordRow(Base):  # type: ignore[misc,valid-type]
    """The current version of a record."""

    __tablename__ = "record"
    id = Column(String(160), primary_key=True)
    type = Column(String(16), nullable=False, index=True)
    title = Column(Text, nullable=False)
    summary = Column(Text, nullable=False)
    details = Column(JSON, nullable=False)
    topics = Column(JSON, nullable=False)
    audience = Column(JSON, nullable=False)
    keywords = Column(JSON, nullable=False)
    asks = Column(JSON, nullable=False)
    agency = Column(String(80), index=True)
    county = Column(String(80), index=True)
    source = Column(JSON)
    checked = Column(Boolean, nullable=False)
    verified_on = Column(Date)
    review_by = Column(Date)
    status = Column(String(12), nullable=False, index=True)
    version = Column(Integer, nullable=False)
    fingerprint = Column(String(64), nullable=False)
    position = Column(Integer, nullable=False)


class VersionRow(Base):  # type: ignore[misc,valid-type]
    """One version of a record, kept for good: any past answer can be read again."""

    __tablename__ = "record_version"
    id = Column(String(160), primary_key=True)
    version = Column(Integer, primary_key=True)
    body = Column(JSON, nullable=False)
    saved_at = Column(DateTime(timezone=True), nullable=False)


class VectorRow(Base):  # type: ignore[misc,valid-type]
    """The encoder's vector of a text, found by the SHA-256 of encoder and text."""

    __tablename__ = "vector"
    hash = Column(String(64), primary_key=True)
    data = Column(LargeBinary, nullable=False)


class RevisionRow(Base):  # type: ignore[misc,valid-type]
    """A single row counting changes, so that a running search notices one cheaply."""

    __tablename__ = "revision"
    id = Column(Integer, primary_key=True)
    number = Column(Integer, nullable=False)


class OriginRow(Base):  # type: ignore[misc,valid-type]
    """The fingerprint of a record as the knowledge files last had it: what differs was changed since.

    A record without one was never in the files.
    """

    __tablename__ = "record_origin"
    id = Column(String(160), primary_key=True)
    fingerprint = Column(String(64), nullable=False)


class DraftRow(Base):  # type: ignore[misc,valid-type]
    """A change of one record that somebody proposed, and what became of it; kept for good."""

    __tablename__ = "record_draft"
    id = Column(Integer, primary_key=True)
    record = Column(String(160), nullable=False, index=True)
    body = Column(JSON, nullable=False)
    base = Column(Integer, nullable=False)
    state = Column(String(12), nullable=False, index=True)
    author = Column(String(120), nullable=False)
    why = Column(Text, nullable=False)
    saved_at = Column(DateTime(timezone=True), nullable=False)
    publish_at = Column(DateTime(timezone=True))
    retire_at = Column(DateTime(timezone=True))
    decided_by = Column(String(120))
    decision = Column(Text)
    version = Column(Integer)
