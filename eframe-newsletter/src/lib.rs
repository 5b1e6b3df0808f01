//! Newsletter: asked for, sent once, provably.
