"""Merkle trees as RFC 9162 has them: hashes, proofs, the tiles they are kept in, and signed checkpoints. Pure."""
