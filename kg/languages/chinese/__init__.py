"""How Chinese press releases name people, offices, bodies, places, events and days; read in traditional characters."""
