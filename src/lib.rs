//! The 3D view of Boardwright.
