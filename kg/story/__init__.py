"""Tells fillings in their order as events, agreements, tenures and statements; the only room with memory."""
