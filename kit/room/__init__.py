"""The room of a facilitated workshop: what its groups decide, in one store that the pages of all of them write into."""
