//! The eye: orbits a point, moves softly, stays above the floor and outside the furniture.
//!
//! `now` is drawn; `goal` is where gestures and looks want it. One follows the other and then stands still.

use std::f32::consts::{FRAC_PI_2, PI, TAU};

use glam::{Mat4, Vec2, Vec3};

use super::frame::{self, Insets};
use super::ray::Ray;
use crate::contract::{Look, Navigation};

/// Vertical angle of view, radians: long enough a lens that uprights stay upright.
const FIELD_OF_VIEW: f32 = 0.52;
/// The eye never comes nearer to the furniture's outer box, metres.
const CLEARANCE: f32 = 0.12;
/// The eye never comes nearer to the floor, metres.
const LOWEST_EYE: f32 = 0.06;
/// Farther away than this one sees nothing more, metres.
const FARTHEST: f32 = 30.0;
/// How quickly `now` follows `goal`, per second: fingers, and looks chosen by name.
const FOLLOW: [f32; 2] = [22.0, 8.0];

/// Where the eye is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Orbit {
    /// The point looked at.
    pub focus: Vec3,
    /// Turn about y, radians; 0 looks at the front, positive is from the right.
    pub yaw: f32,
    /// Height angle, radians; positive is from above.
    pub pitch: f32,
    /// From the focus to the eye, metres.
    pub distance: f32,
}

impl Orbit {
    /// Directions of the picture: right, up, and from the focus to the eye.
    #[must_use]
    pub fn basis(&self) -> [Vec3; 3] {
        basis(self.yaw, self.pitch)
    }

    /// Where the eye is.
    #[must_use]
    pub fn eye(&self) -> Vec3 {
        self.focus + self.basis()[2] * self.distance
    }

    fn towards(&self, goal: &Self, share: f32) -> Self {
        Self {
            focus: self.focus.lerp(goal.focus, share),
            yaw: self.yaw + (goal.yaw - self.yaw) * share,
            pitch: self.pitch + (goal.pitch - self.pitch) * share,
            distance: self.distance + (goal.distance - self.distance) * share,
        }
    }

    fn is_at(&self, goal: &Self) -> bool {
        let near = 2e-4 * goal.distance;
        (self.yaw - goal.yaw).abs() < 2e-4
            && (self.pitch - goal.pitch).abs() < 2e-4
            && (self.distance - goal.distance).abs() < near
            && self.focus.distance(goal.focus) < near
    }
}

/// Directions of the picture for a turn and a height angle: right, up, and towards the eye. Never degenerate.
#[must_use]
pub fn basis(yaw: f32, pitch: f32) -> [Vec3; 3] {
    let (sin_yaw, cos_yaw) = yaw.sin_cos();
    let (sin_pitch, cos_pitch) = pitch.sin_cos();
    let right = Vec3::new(cos_yaw, 0.0, -sin_yaw);
    let back = Vec3::new(sin_yaw * cos_pitch, sin_pitch, cos_yaw * cos_pitch);
    [right, back.cross(right), back]
}

impl Look {
    /// Turn and height angle, radians.
    fn angles(self) -> [f32; 2] {
        match self {
            Self::Home => [0.52, 0.2],
            Self::Front => [0.0, 0.02],
            Self::Left => [-FRAC_PI_2, 0.02],
            Self::Right => [FRAC_PI_2, 0.02],
            Self::Top => [0.0, FRAC_PI_2 - 0.01],
        }
    }
}

/// The camera.
#[derive(Clone, Debug)]
pub struct Camera {
    now: Orbit,
    goal: Orbit,
    /// The look it was sent to, until a person moves it.
    look: Option<Look>,
    /// Size of the canvas, CSS pixels.
    pub canvas: Vec2,
    /// The page's bar lies over the lower border.
    has_bar: bool,
    /// Outer box of all furniture: lowest and highest corner.
    furniture: [Vec3; 2],
    /// Points that a look brings into view.
    points: Vec<Vec3>,
    /// Which of [`FOLLOW`] is in force.
    follow: usize,
}

impl Default for Camera {
    fn default() -> Self {
        let [yaw, pitch] = Look::Home.angles();
        let orbit = Orbit {
            focus: Vec3::Y,
            yaw,
            pitch,
            distance: 5.0,
        };
        Self {
            now: orbit,
            goal: orbit,
            look: Some(Look::Home),
            canvas: Vec2::new(800.0, 600.0),
            has_bar: true,
            furniture: [Vec3::new(-0.5, 0.0, -0.5), Vec3::new(0.5, 2.0, 0.5)],
            points: Vec::new(),
            follow: 1,
        }
    }
}

impl Camera {
    /// Where the eye is now.
    #[must_use]
    pub fn orbit(&self) -> Orbit {
        self.now
    }

    /// From the world to clip space, depth 0 to 1.
    #[must_use]
    pub fn view_projection(&self) -> Mat4 {
        let [_, up, _] = self.now.basis();
        let far = self.now.distance + 25.0;
        let near = (self.now.distance * 0.05).clamp(0.02, 0.5);
        let aspect = self.canvas.x / self.canvas.y.max(1.0);
        Mat4::perspective_rh(FIELD_OF_VIEW, aspect.max(0.05), near, far)
            * Mat4::look_at_rh(self.now.eye(), self.now.focus, up)
    }

    /// Place on the canvas, CSS pixels; nothing when it lies behind the eye.
    #[must_use]
    pub fn project(&self, point: Vec3) -> Option<Vec2> {
        let clip = self.view_projection() * point.extend(1.0);
        (clip.w > 1e-4).then(|| {
            let device = Vec2::new(clip.x, -clip.y) / clip.w;
            (device * 0.5 + 0.5) * self.canvas
        })
    }

    /// The ray through a place on the canvas.
    #[must_use]
    pub fn ray(&self, at: Vec2) -> Ray {
        let [right, up, back] = self.now.basis();
        let device = (at / self.canvas.max(Vec2::ONE) * 2.0 - 1.0) * Vec2::new(1.0, -1.0);
        let [tangent_x, tangent_y] = self.tangents();
        Ray {
            origin: self.now.eye(),
            direction: (right * device.x * tangent_x + up * device.y * tangent_y - back)
                .normalize(),
        }
    }

    /// Metres in the focus plane that one CSS pixel covers.
    #[must_use]
    pub fn metres_per_pixel(&self) -> f32 {
        2.0 * self.goal.distance * self.tangents()[1] / self.canvas.y.max(1.0)
    }

    fn tangents(&self) -> [f32; 2] {
        let tangent = (FIELD_OF_VIEW * 0.5).tan();
        [tangent * self.canvas.x / self.canvas.y.max(1.0), tangent]
    }

    /// Tells it what stands there. The first furniture is framed at once, later furniture only when it would leave the
    /// view and nobody is dragging.
    pub fn set_furniture(&mut self, min: Vec3, max: Vec3, points: Vec<Vec3>, may_move: bool) {
        let is_first = self.points.is_empty();
        self.furniture = [min, max];
        self.points = points;
        if is_first {
            self.look(Look::Home);
            self.now = self.goal;
        } else if may_move && !self.shows_all() {
            let goal = self.framed(self.goal.yaw, self.goal.pitch);
            self.send(goal);
        }
    }

    /// Tells it that the canvas has another size; a look that nobody has changed is framed anew.
    pub fn set_canvas(&mut self, size: Vec2) {
        if self.canvas != size {
            self.canvas = size;
            self.frame_anew();
        }
    }

    /// Tells it whether the page's bar lies over the lower border; a look that nobody has changed is framed anew.
    pub fn set_bar(&mut self, has_bar: bool) {
        if self.has_bar != has_bar {
            self.has_bar = has_bar;
            self.frame_anew();
        }
    }

    fn frame_anew(&mut self) {
        if self.look.is_some() {
            self.goal = self.framed(self.goal.yaw, self.goal.pitch);
            self.now = self.goal;
        }
    }

    /// Whether all furniture is on the canvas at the goal.
    fn shows_all(&self) -> bool {
        let at_goal = Self {
            now: self.goal,
            ..self.clone()
        };
        self.points.iter().all(|point| {
            at_goal.project(*point).is_some_and(|at| {
                at.x >= 0.0 && at.y >= 0.0 && at.x <= self.canvas.x && at.y <= self.canvas.y
            })
        })
    }

    /// Sends it to a look.
    pub fn look(&mut self, look: Look) {
        let [yaw, pitch] = look.angles();
        // The shorter way round.
        let yaw = self.goal.yaw + (yaw - self.goal.yaw + PI).rem_euclid(TAU) - PI;
        let goal = self.framed(yaw, pitch);
        self.send(goal);
        self.look = Some(look);
    }

    fn send(&mut self, goal: Orbit) {
        self.goal = goal;
        self.follow = 1;
        self.limit();
    }

    fn framed(&self, yaw: f32, pitch: f32) -> Orbit {
        let insets = Insets::for_canvas(self.canvas, self.has_bar);
        frame::fit(
            yaw,
            pitch,
            self.tangents(),
            &self.points,
            insets,
            self.canvas,
        )
        .unwrap_or(self.goal)
    }

    /// Turns about the focus by pixels dragged.
    pub fn turn(&mut self, by: Vec2) {
        self.goal.yaw -= by.x * 0.0065;
        self.goal.pitch += by.y * 0.0065;
        self.moved_by_hand();
    }

    /// Shifts the focus by pixels dragged.
    pub fn pan(&mut self, by: Vec2) {
        let [right, up, _] = self.goal.basis();
        let scale = self.metres_per_pixel();
        self.goal.focus += (up * by.y - right * by.x) * scale;
        self.moved_by_hand();
    }

    /// Comes nearer (factor below 1) or goes away; what lies under `at` stays there.
    pub fn zoom(&mut self, factor: f32, at: Option<Vec2>) {
        let before = self.goal.distance;
        let scale = self.metres_per_pixel();
        self.goal.distance = (before * factor).min(FARTHEST);
        self.limit();
        if let Some(at) = at {
            let kept = 1.0 - self.goal.distance / before;
            let offset = (at - self.canvas * 0.5) * scale * kept;
            let [right, up, _] = self.goal.basis();
            self.goal.focus += right * offset.x - up * offset.y;
        }
        self.moved_by_hand();
    }

    fn moved_by_hand(&mut self) {
        self.look = None;
        self.follow = 0;
        self.limit();
    }

    /// Obeys the keyboard.
    pub fn navigate(&mut self, action: Navigation) {
        match action {
            Navigation::OrbitLeft => self.turn(Vec2::new(24.0, 0.0)),
            Navigation::OrbitRight => self.turn(Vec2::new(-24.0, 0.0)),
            Navigation::OrbitUp => self.turn(Vec2::new(0.0, 18.0)),
            Navigation::OrbitDown => self.turn(Vec2::new(0.0, -18.0)),
            Navigation::PanLeft => self.pan(Vec2::new(36.0, 0.0)),
            Navigation::PanRight => self.pan(Vec2::new(-36.0, 0.0)),
            Navigation::PanUp => self.pan(Vec2::new(0.0, 36.0)),
            Navigation::PanDown => self.pan(Vec2::new(0.0, -36.0)),
            Navigation::ZoomIn => self.zoom(0.86, None),
            Navigation::ZoomOut => self.zoom(1.0 / 0.86, None),
        }
        self.follow = 1;
    }

    /// Keeps the goal above the floor, outside the furniture and not far from it.
    fn limit(&mut self) {
        let [min, max] = self.furniture;
        let room = Vec3::splat(0.4);
        self.goal.focus = self.goal.focus.clamp(min - room, max + room);
        self.goal.focus.y = self.goal.focus.y.max(0.0);
        self.goal.pitch = self.goal.pitch.clamp(-0.3, FRAC_PI_2 - 0.01);
        let clearance = Vec3::splat(CLEARANCE);
        let nearest = leave(
            self.goal.focus,
            self.goal.basis()[2],
            min - clearance,
            max + clearance,
        );
        self.goal.distance = self.goal.distance.clamp(nearest.max(0.3), FARTHEST);
        let lowest = (LOWEST_EYE - self.goal.focus.y) / self.goal.distance;
        self.goal.pitch = self.goal.pitch.max(lowest.clamp(-1.0, 1.0).asin());
    }

    /// Moves on by `seconds` and says whether anything changed.
    pub fn advance(&mut self, seconds: f32) -> bool {
        if self.now == self.goal {
            return false;
        }
        self.now = self
            .now
            .towards(&self.goal, 1.0 - (-seconds * FOLLOW[self.follow]).exp());
        if self.now.is_at(&self.goal) {
            self.now = self.goal;
        }
        true
    }

    /// Whether it is still under way.
    #[must_use]
    pub fn is_moving(&self) -> bool {
        self.now != self.goal
    }
}

/// How far from a point in a direction one has to go to be outside the box; 0 when it is outside and looks away.
fn leave(from: Vec3, direction: Vec3, min: Vec3, max: Vec3) -> f32 {
    let mut enter = 0.0_f32;
    let mut exit = f32::INFINITY;
    for axis in 0..3 {
        let step = direction[axis];
        if step.abs() < 1e-6 {
            if from[axis] < min[axis] || from[axis] > max[axis] {
                return 0.0;
            }
            continue;
        }
        let (a, b) = (
            (min[axis] - from[axis]) / step,
            (max[axis] - from[axis]) / step,
        );
        enter = enter.max(a.min(b));
        exit = exit.min(a.max(b));
    }
    if exit > enter && exit.is_finite() {
        exit
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail")]
    use super::*;

    fn camera() -> Camera {
        let (min, max) = (Vec3::new(-0.9, 0.0, -0.3), Vec3::new(0.9, 2.3, 0.3));
        let mut camera = Camera::default();
        camera.set_canvas(Vec2::new(1000.0, 800.0));
        camera.set_furniture(min, max, frame::corners(min, max).to_vec(), true);
        camera
    }

    #[test]
    fn home_shows_everything_on_wide_and_narrow_canvases() {
        for size in [
            [1000.0, 800.0],
            [390.0, 400.0],
            [320.0, 700.0],
            [1600.0, 400.0],
        ] {
            let mut camera = camera();
            camera.set_canvas(size.into());
            for corner in &camera.points.clone() {
                let at = camera.project(*corner).unwrap();
                assert!(
                    at.x > 0.0 && at.y > 0.0 && at.x < size[0] && at.y < size[1],
                    "{size:?} {at}"
                );
            }
        }
    }

    #[test]
    fn rays_go_through_what_is_projected() {
        let camera = camera();
        let point = Vec3::new(0.4, 1.9, 0.3);
        let ray = camera.ray(camera.project(point).unwrap());
        let along = (point - ray.origin).dot(ray.direction);
        assert!(ray.at(along).distance(point) < 1e-3);
    }

    #[test]
    fn never_below_the_floor_nor_inside_the_furniture() {
        let mut camera = camera();
        for i in 0..400 {
            camera.turn(Vec2::new(31.0, if i % 7 < 5 { -40.0 } else { 55.0 }));
            camera.zoom(
                if i % 3 == 0 { 1.2 } else { 0.7 },
                Some(Vec2::new(300.0, 200.0)),
            );
            camera.pan(Vec2::new(20.0, -30.0));
            let eye = camera.goal.eye();
            assert!(eye.y >= LOWEST_EYE - 1e-3, "{eye}");
            let [min, max] = camera.furniture;
            assert!(!(eye.cmpge(min).all() && eye.cmple(max).all()), "{eye}");
        }
    }

    #[test]
    fn moves_softly_and_comes_to_rest() {
        let mut camera = camera();
        assert!(!camera.advance(0.1));
        camera.look(Look::Front);
        let mut frames = 0;
        while camera.advance(1.0 / 60.0) {
            frames += 1;
            assert!(frames < 200);
        }
        assert!(frames > 10 && !camera.is_moving());
        assert!(camera.orbit().yaw.rem_euclid(TAU).min(1.0) < 1e-3);
    }

    #[test]
    fn a_growing_item_is_reframed_only_when_it_would_leave_the_view() {
        let mut camera = camera();
        let goal = camera.goal;
        let (min, max) = (Vec3::new(-0.91, 0.0, -0.3), Vec3::new(0.91, 2.3, 0.3));
        camera.set_furniture(min, max, frame::corners(min, max).to_vec(), true);
        assert_eq!(camera.goal, goal);
        let (min, max) = (Vec3::new(-2.5, 0.0, -0.3), Vec3::new(2.5, 2.3, 0.3));
        camera.set_furniture(min, max, frame::corners(min, max).to_vec(), true);
        assert!(camera.goal.distance > goal.distance && camera.is_moving());
    }
}
