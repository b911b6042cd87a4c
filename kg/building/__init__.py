"""The whole way of many releases: read, link, finish, count, store; from nothing or what is new only."""
