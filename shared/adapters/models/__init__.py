"""Models of other people's servers, each protocol in a module of its own."""
