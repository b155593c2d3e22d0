"""Spans of LLM applications: read from OTLP, kept as they came, understood in three vocabularies."""
