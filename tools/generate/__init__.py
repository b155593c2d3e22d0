"""Everything that is derived from the declarations and checked in."""
