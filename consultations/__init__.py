"""MIDDLE FLOOR: what we do. Verbs are plain functions; nothing in here knows Streamlit."""
