"""The privacy dashboards: how a board stands, and what the sector should do next."""
