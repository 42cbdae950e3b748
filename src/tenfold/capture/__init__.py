"""Recorded movement: pose traces and video files in, frames out."""
