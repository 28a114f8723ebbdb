//! The view without any graphics: what it is shown, where the eye is, what a person does.
//!
//! Pure: inputs and seconds go in, events and a [`picture::Picture`] come out. The rest of the app feeds it and draws.

pub mod camera;
pub mod frame;
pub mod gesture;
pub mod handles;
pub mod light;
pub mod motion;
pub mod person;
pub mod pick;
pub mod picture;
pub mod ray;

use furniture::scene::Scene;
use glam::{Vec2, Vec3};

use crate::contract::{Event, Label, Marks, Phase, Style, named};
use crate::model::Models;
use camera::Camera;
use gesture::{Gesture, Gestures, Input, Kind};
use handles::Drag;
use motion::Motions;
use pick::Target;

/// Everything the view knows.
#[cfg_attr(target_arch = "wasm32", derive(bevy_ecs::prelude::Resource))]
pub struct View {
    scene: Scene,
    style: Style,
    selection: Marks,
    /// What the page wants lit, and what is under the pointer here.
    hover: Marks,
    pointed: Target,
    camera: Camera,
    motions: Motions,
    gestures: Gestures,
    drag: Option<Drag>,
    gesture_count: u32,
    models: Models,
    labels: Vec<Label>,
    pointer: Option<Vec2>,
    /// Whether the picture differs from the one drawn last.
    changed: bool,
    /// Grows whenever boxes or models stand elsewhere than before, so that shadows are drawn anew only then.
    shape: u32,
    events: Vec<Event>,
}

impl View {
    /// An empty view that knows the shipped models.
    #[must_use]
    pub fn new(models: Models) -> Self {
        Self {
            scene: Scene::default(),
            style: Style::default(),
            selection: Marks::default(),
            hover: Marks::default(),
            pointed: Target::Nothing,
            camera: Camera::default(),
            motions: Motions::default(),
            gestures: Gestures::default(),
            drag: None,
            gesture_count: 0,
            models,
            labels: Vec::new(),
            pointer: None,
            changed: true,
            shape: 0,
            events: Vec::new(),
        }
    }

    /// Shows another scene; camera and open doors stay.
    pub fn set_scene(&mut self, mut scene: Scene) {
        drop_what_cannot_be_drawn(&mut scene);
        self.motions.keep_only(&scene.motions);
        if self.style.doors_open == Some(true) {
            // Doors that were just put in open with the others, without a show.
            let new: Vec<_> = scene
                .motions
                .iter()
                .filter(|motion| !self.scene.motions.iter().any(|old| old.key == motion.key))
                .cloned()
                .collect();
            self.motions.set_all(&new, true);
        }
        self.scene = scene;
        self.pointed = Target::Nothing;
        if let Some(drag) = &mut self.drag {
            drag.learn(&self.scene);
        }
        self.aim();
        self.shape += 1;
        self.changed = true;
    }

    /// Tells the camera what stands there.
    fn aim(&mut self) {
        let boxes = self
            .scene
            .items
            .iter()
            .map(|item| (Vec3::from(item.min), Vec3::from(item.size)));
        let Some((min, max)) = boxes.fold(None, |all: Option<(Vec3, Vec3)>, (min, size)| {
            let max = min + size;
            Some(all.map_or((min, max), |(a, b)| (a.min(min), b.max(max))))
        }) else {
            return;
        };
        let mut points = frame::corners(min, max).to_vec();
        if self.style.dimensions {
            points.extend(
                handles::handles(&self.scene, 1.0)
                    .iter()
                    .map(|handle| handle.knob),
            );
        }
        let may_move = self.drag.is_none();
        self.camera.set_furniture(min, max, points, may_move);
    }

    /// Marks what is selected.
    pub fn set_selection(&mut self, marks: Marks) {
        self.changed |= self.selection != marks;
        self.selection = marks;
    }

    /// Lights up what the page points at.
    pub fn set_hover(&mut self, marks: Marks) {
        self.changed |= self.hover != marks;
        self.hover = marks;
    }

    /// Changes how everything looks.
    pub fn set_style(&mut self, style: Style) {
        if let Some(open) = style.doors_open
            && style.doors_open != self.style.doors_open
        {
            self.motions.set_all(&self.scene.motions, open);
        }
        self.camera.set_bar(style.bar);
        self.changed |= self.style != style;
        self.shape += u32::from(self.style.x_ray != style.x_ray);
        self.style = style;
    }

    /// Moves the camera to a look of that name; unknown names do nothing.
    pub fn look(&mut self, name: &str) {
        if let Some(look) = named(name) {
            self.aim();
            self.camera.look(look);
        }
    }

    /// Moves the camera as the keyboard says; unknown names do nothing.
    pub fn navigate(&mut self, name: &str) {
        if let Some(action) = named(name) {
            self.camera.navigate(action);
        }
    }

    /// Tells it the size of the canvas, CSS pixels.
    pub fn set_canvas(&mut self, size: Vec2) {
        self.changed |= self.camera.canvas != size;
        self.camera.set_canvas(size);
    }

    /// Takes what the canvas was told.
    pub fn feed(&mut self, input: Input) {
        if let Input::Move { id, at, .. } = input
            && let Some((pan, zoom)) = self.gestures.pinch(id, at)
        {
            self.perform(pan);
            self.perform(zoom);
        }
        if let Input::Move { at, .. } | Input::Down { at, .. } = input {
            self.pointer = Some(at);
        }
        let mut gestures = std::mem::take(&mut self.gestures);
        let gesture = gestures.feed(input, &mut |at, kind| self.take(at, kind));
        self.gestures = gestures;
        if let Some(gesture) = gesture {
            self.perform(gesture);
        }
    }

    /// Takes the handle under a place, if there is one.
    fn take(&mut self, at: Vec2, kind: Kind) -> bool {
        if !self.style.dimensions {
            return false;
        }
        let handles = handles::handles(&self.scene, self.camera.orbit().yaw);
        let Some(handle) = handles::under(&handles, &self.camera, at, kind == Kind::Finger) else {
            return false;
        };
        self.gesture_count += 1;
        self.drag = Drag::start(
            &self.scene,
            handle,
            &self.camera.ray(at),
            self.gesture_count,
        );
        if let Some(drag) = &self.drag {
            self.events.push(drag.event(Phase::Start));
            self.changed = true;
        }
        self.drag.is_some()
    }

    fn perform(&mut self, gesture: Gesture) {
        match gesture {
            Gesture::Hover(at) => self.point(at),
            Gesture::Click(at) => self.click(at),
            Gesture::Turn(by) => self.camera.turn(by),
            Gesture::Pan(by) => self.camera.pan(by),
            Gesture::Zoom(factor, at) => self.camera.zoom(factor, Some(at)),
            Gesture::Drag(at) => {
                if let Some(drag) = &mut self.drag {
                    self.events
                        .extend(drag.follow(&self.scene, &self.camera.ray(at)));
                }
            }
            Gesture::Drop => {
                if let Some(drag) = self.drag.take() {
                    self.events.push(drag.event(Phase::End));
                    self.aim();
                    self.changed = true;
                }
            }
        }
    }

    fn target(&self, at: Vec2) -> Target {
        let poses = pick::poses(&self.scene, &self.motions);
        let bounds = |name: &str| self.models.bounds(name);
        pick::pick(&self.scene, &poses, &bounds, &self.camera.ray(at))
    }

    /// Key of a place by its index.
    fn place(&self, index: u32) -> Option<String> {
        let place = self.scene.compartments.get(index as usize)?;
        Some(place.key.clone())
    }

    /// Keys of a target's board and compartment. A handle stands for the front it sits on, and a plinth, a leg or a back
    /// for the place that it fills.
    fn keys(&self, target: Target) -> (Option<String>, Option<String>) {
        match target {
            Target::Nothing => (None, None),
            Target::Board(index) => {
                let board = self.scene.boards.get(index);
                let mount = board.and_then(|board| self.place(board.mount?));
                (board.map(|board| board.key.clone()), mount)
            }
            Target::Compartment(index) => (
                None,
                self.scene
                    .compartments
                    .get(index)
                    .map(|place| place.key.clone()),
            ),
            Target::Model(index) => {
                let model = self.scene.models.get(index);
                let mount = model.and_then(|model| self.place(model.mount?));
                let motion = model.and_then(|model| model.motion);
                let front = self
                    .scene
                    .boards
                    .iter()
                    .find(|board| motion.is_some() && board.motion == motion && board.is_front);
                (front.map(|board| board.key.clone()), mount)
            }
        }
    }

    fn point(&mut self, at: Option<Vec2>) {
        self.pointer = at;
        let target = at.map_or(Target::Nothing, |at| self.target(at));
        if target != self.pointed {
            self.pointed = target;
            let (board, compartment) = self.keys(target);
            self.events.push(Event::Hover { board, compartment });
            self.changed = true;
        }
    }

    fn click(&mut self, at: Vec2) {
        let target = self.target(at);
        let motion = match target {
            Target::Board(index) => self.scene.boards.get(index).and_then(|board| board.motion),
            Target::Model(index) => self.scene.models.get(index).and_then(|model| model.motion),
            Target::Nothing | Target::Compartment(_) => None,
        };
        let (board, compartment) = self.keys(target);
        self.events.push(Event::Pick {
            board,
            compartment,
            x: at.x,
            y: at.y,
        });
        if let Some(motion) = motion.and_then(|index| self.scene.motions.get(index as usize)) {
            let key = motion.key.clone();
            let open = self.motions.toggle(&key);
            self.events.push(Event::Motion { key, open });
        }
    }

    /// Moves on by `seconds`.
    pub fn advance(&mut self, seconds: f32) {
        if self.motions.advance(seconds) {
            self.shape += 1;
            self.changed = true;
        }
        self.changed |= self.camera.advance(seconds);
    }

    /// Whether something still moves by itself.
    #[must_use]
    pub fn is_moving(&self) -> bool {
        self.motions.is_moving() || self.camera.is_moving()
    }

    /// Whether the picture has changed since this was last asked. Tells the page where its labels go, too.
    pub fn take_changed(&mut self) -> bool {
        let changed = std::mem::take(&mut self.changed);
        if changed {
            let labels = if self.style.dimensions {
                let handles = handles::handles(&self.scene, self.camera.orbit().yaw);
                handles::labels(&self.scene, &handles, &self.camera)
            } else {
                Vec::new()
            };
            if labels != self.labels {
                self.labels.clone_from(&labels);
                self.events.push(Event::Labels { labels });
            }
        }
        changed
    }

    /// Demands a new picture although nothing has changed.
    pub fn touch(&mut self) {
        self.changed = true;
        self.shape += 1;
    }

    /// What has happened since this was last asked.
    pub fn take_events(&mut self) -> Vec<Event> {
        std::mem::take(&mut self.events)
    }

    /// The form of the mouse pointer, as in CSS.
    #[must_use]
    pub fn cursor(&self) -> &'static str {
        if self.drag.is_some() {
            return "grabbing";
        }
        let Some(at) = self.pointer else {
            return "default";
        };
        if self.style.dimensions && !self.gestures.is_pressed() {
            let handles = handles::handles(&self.scene, self.camera.orbit().yaw);
            if handles::under(&handles, &self.camera, at, false).is_some() {
                return "grab";
            }
        }
        match self.pointed {
            Target::Nothing => "default",
            Target::Board(_) | Target::Model(_) | Target::Compartment(_) => "pointer",
        }
    }
}

/// Takes out what has no finite place, so that one wrong number costs one board and not the picture.
fn drop_what_cannot_be_drawn(scene: &mut Scene) {
    let drawable = |min: &[f32; 3], size: &[f32; 3]| {
        min.iter().all(|value| value.is_finite())
            && size.iter().all(|value| value.is_finite() && *value > 0.0)
    };
    scene.items.retain(|item| drawable(&item.min, &item.size));
    scene
        .boards
        .retain(|board| drawable(&board.min, &board.size));
    scene
        .compartments
        .retain(|place| drawable(&place.min, &place.size));
    scene
        .models
        .retain(|model| drawable(&model.at, &model.scale));
}

#[cfg(test)]
mod tests;
