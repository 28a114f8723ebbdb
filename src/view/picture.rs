//! The display list: what one frame shows, as plain records that go to the graphics card as they are.
//!
//! Built anew for each frame that is drawn: for 300 boards this costs less than finding out what has changed.

use bytemuck::{Pod, Zeroable};
use furniture::scene::{Figure, SceneBoard, SceneMaterial};
use glam::{Affine3A, Mat4, Vec2, Vec3, Vec4};

use super::camera::basis;
use super::{View, handles, light, person, pick};
use furniture::axis::Axis;

/// A board or model instance.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Pod, Zeroable)]
pub struct Solid {
    /// Rows of the pose.
    pub pose: [[f32; 4]; 3],
    /// Lowest corner of the box or of the model's outer box.
    pub min: [f32; 3],
    /// 0 to 1, to vary the figure.
    pub seed: f32,
    /// Size of the box or of the model's outer box.
    pub size: [f32; 3],
    /// See [`code`].
    pub code: f32,
    /// Stretch of a model.
    pub stretch: [f32; 3],
    /// 1 is solid.
    pub alpha: f32,
    /// Linear colour and roughness.
    pub colour: [f32; 4],
    /// Linear colour of the figure; then how metallic.
    pub figure: [f32; 4],
    /// Linear colour of the bands.
    pub band: [f32; 4],
    /// Linear colour mixed in, and how much of it.
    pub tint: [f32; 4],
}

/// A translucent unlit box, or the person.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Pod, Zeroable)]
pub struct Glass {
    /// Lowest corner, or the person's feet.
    pub min: [f32; 4],
    /// Size, or the direction in which the person's right lies.
    pub size: [f32; 4],
    /// Linear colour and alpha.
    pub colour: [f32; 4],
}

/// A line with round ends, or a disc where both ends are the same; its width is in pixels.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Pod, Zeroable)]
pub struct Ink {
    /// One end; then half its width, CSS pixels.
    pub from: [f32; 4],
    /// The other end; then the width of its rim, CSS pixels, 0 for none.
    pub to: [f32; 4],
    /// Linear colour of the line or rim.
    pub colour: [f32; 4],
    /// Linear colour inside the rim.
    pub fill: [f32; 4],
}

/// Which instances are drawn with which mesh.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draw {
    /// `None` for the unit box, else the index of the model.
    pub model: Option<usize>,
    /// Instances.
    pub range: std::ops::Range<u32>,
}

/// One frame.
#[derive(Clone, Debug)]
pub struct Picture {
    /// From the world to clip space.
    pub view_projection: Mat4,
    /// Where the eye is.
    pub eye: Vec3,
    /// The canvas, CSS pixels.
    pub canvas: Vec2,
    /// Dark surroundings.
    pub dark: bool,
    /// Boards and models; the first `opaque` draws hide what lies behind them.
    pub solids: Vec<Solid>,
    /// How they are drawn.
    pub draws: Vec<Draw>,
    /// How many of the draws are opaque.
    pub opaque: usize,
    /// The person, if shown, then boxes.
    pub glasses: Vec<Glass>,
    /// Whether the first of the glasses is the person.
    pub has_person: bool,
    /// Lines; the first `hidden` can be hidden by boards, the others lie over everything.
    pub inks: Vec<Ink>,
    /// How many of the lines can be hidden.
    pub hidden: usize,
    /// The lights, fitted to the furniture.
    pub lights: [light::Light; light::COUNT],
    /// Lowest and highest x and z of what stands on the floor: `[min x, min z, max x, max z]` each.
    pub footprints: Vec<[f32; 4]>,
    /// Grows when shadows have to be drawn anew.
    pub shape: u32,
}

const FRONT_ALPHA: f32 = 0.16;
const X_RAY_ALPHA: f32 = 0.2;

/// sRGB to linear.
#[must_use]
pub fn linear(colour: [f32; 3]) -> [f32; 3] {
    colour.map(|value| {
        let value = value.clamp(0.0, 1.0);
        if value <= 0.040_45 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    })
}

fn hex(rgb: u32, alpha: f32) -> [f32; 4] {
    let [_, r, g, b] = rgb.to_be_bytes();
    let [r, g, b] = linear([r, g, b].map(|byte| f32::from(byte) / 255.0));
    [r, g, b, alpha]
}

fn with(colour: [f32; 3], last: f32) -> [f32; 4] {
    [colour[0], colour[1], colour[2], last]
}

fn rows(pose: &Affine3A) -> [[f32; 4]; 3] {
    let [x, y, z, w] = Mat4::from(*pose).transpose().to_cols_array_2d();
    let _ = w;
    [x, y, z]
}

/// Figure, axes and bands in one number that a float holds exactly: figure (0 to 3, 4 for hardware) + 8 x grain axis +
/// 32 x thickness axis + 128 x banded faces.
#[must_use]
pub fn code(figure: u32, grain_axis: u8, thickness_axis: u8, banded_faces: u8) -> f32 {
    (figure
        + 8 * u32::from(grain_axis.min(2))
        + 32 * u32::from(thickness_axis.min(2))
        + 128 * u32::from(banded_faces & 63)) as f32
}

fn figure_number(figure: Figure) -> u32 {
    match figure {
        Figure::Plain => 0,
        Figure::Wood => 1,
        Figure::Bamboo => 2,
        Figure::Linen => 3,
    }
}

/// A number from 0 to 1 that differs even for neighbouring seeds.
fn scatter(seed: u32) -> f32 {
    let mut hash = seed.wrapping_mul(0x9E37_79B9) ^ 0x85EB_CA6B;
    hash = (hash ^ (hash >> 15)).wrapping_mul(0x2C1B_3C6D);
    hash = (hash ^ (hash >> 12)).wrapping_mul(0x297A_2D39);
    ((hash ^ (hash >> 15)) >> 8) as f32 / (1u32 << 24) as f32
}

/// The brand green, or its lighter sister on dark ground.
fn green(dark: bool, alpha: f32) -> [f32; 4] {
    hex(if dark { 0x6f_c496 } else { 0x2f_7a54 }, alpha)
}

impl View {
    /// What the next frame shows.
    #[must_use]
    pub fn picture(&self) -> Picture {
        let poses = pick::poses(&self.scene, &self.motions);
        let mut solids = Vec::with_capacity(self.scene.boards.len() + self.scene.models.len());
        let mut draws = Vec::new();

        // Opaque boards, hardware model by model, then boards that one sees through.
        let see_through: Vec<f32> = self
            .scene
            .boards
            .iter()
            .map(|board| self.alpha(board))
            .collect();
        let opaque_boards =
            (self.scene.boards.iter().zip(&see_through)).filter(|(_, alpha)| **alpha >= 1.0);
        solids.extend(opaque_boards.map(|(board, _)| self.board(board, &poses, 1.0)));
        let push = |draws: &mut Vec<Draw>, model, from: usize, to: usize| {
            if to > from {
                draws.push(Draw {
                    model,
                    range: from as u32..to as u32,
                });
            }
        };
        push(&mut draws, None, 0, solids.len());
        for index in 0..self.models.models.len() {
            let from = solids.len();
            self.hardware(index, &poses, &mut solids);
            push(&mut draws, Some(index), from, solids.len());
        }
        let opaque = draws.len();
        let from = solids.len();
        let clear_boards =
            (self.scene.boards.iter().zip(&see_through)).filter(|(_, alpha)| **alpha < 1.0);
        solids.extend(clear_boards.map(|(board, alpha)| self.board(board, &poses, *alpha)));
        push(&mut draws, None, from, solids.len());

        let mut inks = Vec::new();
        let mut glasses = Vec::new();
        let has_person = self.person(&mut glasses);
        self.marks(&poses, &mut glasses, &mut inks);
        let hidden = inks.len();
        self.knobs(&mut inks);

        let mut min = Vec3::INFINITY;
        let mut max = Vec3::NEG_INFINITY;
        for board in &self.scene.boards {
            let pose = pick::pose_of(&poses, board.motion);
            for corner in super::frame::corners(
                board.min.into(),
                Vec3::from(board.min) + Vec3::from(board.size),
            ) {
                let corner = pose.transform_point3(corner);
                min = min.min(corner);
                max = max.max(corner);
            }
        }
        if !min.is_finite() || !max.is_finite() {
            (min, max) = (Vec3::ZERO, Vec3::ONE);
        }

        Picture {
            view_projection: self.camera.view_projection(),
            eye: self.camera.orbit().eye(),
            canvas: self.camera.canvas,
            dark: self.style.dark,
            solids,
            draws,
            opaque,
            glasses,
            has_person,
            inks,
            hidden,
            lights: light::fit(min, max),
            footprints: self
                .scene
                .items
                .iter()
                .map(|item| {
                    [
                        item.min[0],
                        item.min[2],
                        item.min[0] + item.size[0],
                        item.min[2] + item.size[2],
                    ]
                })
                .collect(),
            shape: self.shape,
        }
    }

    /// How solid a board is drawn: fronts before the chosen compartment let one look in.
    fn alpha(&self, board: &SceneBoard) -> f32 {
        if self.style.x_ray {
            return X_RAY_ALPHA;
        }
        let Some(key) = self
            .selection
            .compartment
            .as_ref()
            .filter(|_| board.is_front)
        else {
            return 1.0;
        };
        let hides = self.scene.compartments.iter().any(|place| {
            let overlaps = |axis: usize| {
                board.min[axis] < place.min[axis] + place.size[axis]
                    && place.min[axis] < board.min[axis] + board.size[axis]
            };
            place.key == *key && overlaps(0) && overlaps(1)
        });
        let motion = board
            .motion
            .and_then(|index| self.scene.motions.get(index as usize));
        let amount = motion.map_or(0.0, |motion| self.motions.amount(&motion.key));
        if hides {
            FRONT_ALPHA + (1.0 - FRONT_ALPHA) * amount
        } else {
            1.0
        }
    }

    fn tint(&self, key: &str, pointed: bool) -> [f32; 4] {
        let has = |keys: &[String]| keys.iter().any(|other| other == key);
        if has(&self.selection.boards) {
            green(self.style.dark, 0.34)
        } else if has(&self.hover.boards) || pointed {
            green(self.style.dark, if pointed { 0.12 } else { 0.26 })
        } else {
            [0.0; 4]
        }
    }

    fn board(&self, board: &SceneBoard, poses: &[Affine3A], alpha: f32) -> Solid {
        let missing = SceneMaterial {
            colour: [0.8; 3],
            figure_colour: [0.7; 3],
            band_colour: [0.75; 3],
            figure: Figure::Plain,
            roughness: 0.7,
        };
        let material = self
            .scene
            .materials
            .get(board.material as usize)
            .unwrap_or(&missing);
        let pointed = match self.pointed {
            pick::Target::Board(index) => self
                .scene
                .boards
                .get(index)
                .is_some_and(|other| other.key == board.key),
            _ => false,
        };
        Solid {
            pose: rows(&pick::pose_of(poses, board.motion)),
            min: board.min,
            seed: scatter(board.seed),
            size: board.size,
            code: code(
                figure_number(material.figure),
                board.grain_axis,
                board.thickness_axis,
                board.banded_faces,
            ),
            stretch: [1.0; 3],
            alpha,
            colour: with(linear(material.colour), material.roughness),
            figure: with(linear(material.figure_colour), 0.0),
            band: with(linear(material.band_colour), 0.0),
            tint: self.tint(&board.key, pointed),
        }
    }

    fn hardware(&self, index: usize, poses: &[Affine3A], solids: &mut Vec<Solid>) {
        let Some(model) = self.models.models.get(index) else {
            return;
        };
        for placed in self
            .scene
            .models
            .iter()
            .filter(|placed| placed.model == model.name)
        {
            solids.push(Solid {
                pose: rows(&pick::model_pose(poses, placed)),
                min: model.bounds[0].into(),
                seed: 0.0,
                size: model.bounds[1].into(),
                code: code(4, 0, 0, 0),
                stretch: placed.scale,
                alpha: 1.0,
                colour: with(model.colour, model.roughness),
                figure: [0.0, 0.0, 0.0, 1.0],
                band: [0.0; 4],
                tint: [0.0; 4],
            });
        }
    }

    /// Green glass in marked compartments and green lines around marked things.
    fn marks(&self, poses: &[Affine3A], glasses: &mut Vec<Glass>, inks: &mut Vec<Ink>) {
        let pointed = match self.pointed {
            pick::Target::Compartment(index) => {
                self.scene.compartments.get(index).map(|place| &place.key)
            }
            _ => None,
        };
        for place in &self.scene.compartments {
            let is = |key: Option<&String>| key == Some(&place.key);
            let (glass, line, width) = if is(self.selection.compartment.as_ref()) {
                (0.30, 1.0, 1.1)
            } else if is(self.hover.compartment.as_ref()) || is(pointed) {
                (0.14, 0.7, 0.75)
            } else {
                continue;
            };
            glasses.push(Glass {
                min: with(place.min, 0.0),
                size: with(place.size, 0.0),
                colour: green(self.style.dark, glass),
            });
            // A little inside, so that the lines don't drown in the boards.
            let inset = Vec3::splat(0.0015);
            outline(
                Vec3::from(place.min) + inset,
                Vec3::from(place.size) - 2.0 * inset,
                &Affine3A::IDENTITY,
                width,
                green(self.style.dark, line),
                inks,
            );
        }
        for board in &self.scene.boards {
            let has = |keys: &[String]| keys.contains(&board.key);
            let (line, width) = if has(&self.selection.boards) {
                (1.0, 1.0)
            } else if has(&self.hover.boards) {
                (0.85, 0.8)
            } else {
                continue;
            };
            let outset = Vec3::splat(0.0006);
            outline(
                Vec3::from(board.min) - outset,
                Vec3::from(board.size) + 2.0 * outset,
                &pick::pose_of(poses, board.motion),
                width,
                green(self.style.dark, line),
                inks,
            );
        }
    }

    /// Dimension lines and their knobs.
    fn knobs(&self, inks: &mut Vec<Ink>) {
        if !self.style.dimensions {
            return;
        }
        let colour = green(self.style.dark, 0.9);
        let fill = hex(
            if self.style.dark {
                0x1d_211e
            } else {
                0xff_ffff
            },
            1.0,
        );
        let handles = handles::handles(&self.scene, self.camera.orbit().yaw);
        for handle in &handles {
            inks.push(Ink {
                from: handle.from.extend(0.65).into(),
                to: handle.knob.extend(0.0).into(),
                colour,
                fill: [0.0; 4],
            });
            // A short stroke across the fixed end.
            let across = match handle.axis {
                Axis::Width => Vec3::Z,
                Axis::Height | Axis::Depth => Vec3::X,
            } * 0.028;
            inks.push(Ink {
                from: (handle.from - across).extend(0.65).into(),
                to: (handle.from + across).extend(0.0).into(),
                colour,
                fill: [0.0; 4],
            });
        }
        for handle in &handles {
            let taken = self
                .drag
                .as_ref()
                .is_some_and(|drag| drag.axis == handle.axis);
            inks.push(Ink {
                from: handle.knob.extend(if taken { 9.5 } else { 7.5 }).into(),
                to: handle.knob.extend(2.0).into(),
                colour: green(self.style.dark, 1.0),
                fill: if taken {
                    green(self.style.dark, 1.0)
                } else {
                    fill
                },
            });
        }
    }

    /// The person, where there is room on the canvas. Says whether it is there.
    fn person(&self, glasses: &mut Vec<Glass>) -> bool {
        if !self.style.person || self.scene.items.is_empty() {
            return false;
        }
        let right = self
            .scene
            .items
            .iter()
            .map(|item| item.min[0] + item.size[0])
            .fold(f32::NEG_INFINITY, f32::max);
        let feet = Vec3::new(right + 0.36 + person::WIDTH * 0.5, 0.0, 0.0);
        let [across, _, _] = basis(self.camera.orbit().yaw, 0.0);
        let half = across * (person::WIDTH * 0.5);
        let fits = [Vec3::ZERO, Vec3::Y * person::HEIGHT].iter().all(|up| {
            [half, -half].iter().all(|side| {
                self.camera.project(feet + *up + *side).is_some_and(|at| {
                    at.cmpge(Vec2::splat(6.0)).all() && at.cmple(self.camera.canvas - 6.0).all()
                })
            })
        });
        if fits {
            glasses.push(Glass {
                min: feet.extend(0.0).into(),
                size: across.extend(0.0).into(),
                colour: if self.style.dark {
                    hex(0x9a_a59c, 0.30)
                } else {
                    hex(0x7d_7f7a, 0.34)
                },
            });
        }
        fits
    }
}

/// The twelve edges of a box.
fn outline(
    min: Vec3,
    size: Vec3,
    pose: &Affine3A,
    width: f32,
    colour: [f32; 4],
    inks: &mut Vec<Ink>,
) {
    let corners =
        super::frame::corners(min, min + size).map(|corner| pose.transform_point3(corner));
    for (index, from) in corners.iter().enumerate() {
        for bit in [1, 2, 4] {
            if index & bit == 0 {
                inks.push(Ink {
                    from: from.extend(width).into(),
                    to: corners[index | bit].extend(0.0).into(),
                    colour,
                    fill: Vec4::ZERO.into(),
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_hold_every_part() {
        let all = code(4, 2, 1, 63) as u32;
        assert_eq!(
            (all & 7, (all >> 3) & 3, (all >> 5) & 3, all >> 7),
            (4, 2, 1, 63)
        );
    }

    #[test]
    fn neighbouring_seeds_scatter() {
        let seeds: Vec<f32> = (0..50).map(scatter).collect();
        assert!(seeds.iter().all(|seed| (0.0..1.0).contains(seed)));
        assert!(
            seeds
                .windows(2)
                .filter(|pair| (pair[0] - pair[1]).abs() < 0.01)
                .count()
                < 5
        );
    }

    #[test]
    fn colours_become_linear() {
        assert_eq!(linear([0.0, 1.0, 2.0]), [0.0, 1.0, 1.0]);
        assert!((linear([0.5; 3])[0] - 0.214).abs() < 1e-3);
    }
}
