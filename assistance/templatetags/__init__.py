"""Template tags shared by the public pages and the admin."""
