//! Parametric furniture: from an edit to boards, cut list, estimate and scene.

pub mod cut_list;
pub mod edit;
pub mod estimate;
pub mod length;
pub mod message;
pub mod scene;
pub mod view;
