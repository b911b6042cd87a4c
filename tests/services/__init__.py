"""What keeps a graph beside the folder of our own: real servers, started by the tests."""
