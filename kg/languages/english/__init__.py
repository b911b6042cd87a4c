"""How English press releases name people, offices, bodies, places, events and days."""
