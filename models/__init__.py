"""GROUND FLOOR: what we keep. Tables, the store, the clock; nothing here decides anything."""
