"""What is known while a release is read: its scenes, titles and offices, and the events and agreements told so far."""
