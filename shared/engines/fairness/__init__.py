"""Whether a cut score treats groups alike, and what may be told of them."""
