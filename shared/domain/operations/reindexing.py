"""What the functions that build the search index anew share."""

REINDEX_KIND = "search_reindex"
PAGE = 50
