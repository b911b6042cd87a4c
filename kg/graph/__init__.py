"""All that knows what a triple is: claims, the store, questions, tables and checks."""
