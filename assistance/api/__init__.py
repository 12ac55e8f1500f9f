"""The public JSON API: what the pages show, for programs. It only reads, and knows public rows alone."""
