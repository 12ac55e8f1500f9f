"""The public pages: read only, in English and Ukrainian."""
