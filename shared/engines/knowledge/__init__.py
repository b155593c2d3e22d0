"""What is known of an app's world: APIs, tables and texts, taken out of the files that describe them."""
