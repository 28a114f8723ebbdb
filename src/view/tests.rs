//! The view as a whole: inputs in, events out.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use furniture::scene::{MotionPath, SceneBoard, SceneCompartment, SceneItem, SceneMotion};

use super::*;

fn view() -> View {
    let mut view = View::new(Models::shipped().unwrap());
    view.set_canvas(Vec2::new(1000.0, 800.0));
    view.set_scene(Scene {
        revision: 1,
        items: vec![SceneItem {
            item: 1,
            min: [-0.5, 0.0, -0.3],
            size: [1.0, 1.0, 0.6],
            size_min: [0.4, 0.4, 0.3],
            size_max: [2.0, 2.0, 0.7],
            size_step: 0.001,
        }],
        boards: vec![SceneBoard {
            key: "1/door/board.0".into(),
            min: [-0.5, 0.0, 0.282],
            size: [0.5, 1.0, 0.018],
            material: 0,
            grain_axis: 1,
            thickness_axis: 2,
            banded_faces: 63,
            seed: 4,
            motion: Some(0),
            is_front: true,
            mount: None,
        }],
        compartments: vec![SceneCompartment {
            key: "1/opening.0".into(),
            min: [-0.5, 0.0, -0.3],
            size: [1.0, 1.0, 0.58],
            is_mount: false,
        }],
        motions: vec![SceneMotion {
            key: "1/door/motion.0".into(),
            path: MotionPath::Slide {
                by: [0.0, 0.0, 0.4],
            },
        }],
        ..Scene::default()
    });
    view
}

fn click(view: &mut View, point: Vec3) -> Vec<Event> {
    let at = view.camera.project(point).unwrap();
    view.feed(Input::Down {
        id: 1,
        at,
        kind: Kind::Mouse,
        second: false,
    });
    view.feed(Input::Up { id: 1 });
    view.take_events()
}

#[test]
fn a_click_on_a_front_opens_it_and_reports_both() {
    let mut view = view();
    let events = click(&mut view, Vec3::new(-0.3, 0.5, 0.3));
    assert!(
        matches!(&events[0], Event::Pick { board: Some(key), compartment: None, .. } if key == "1/door/board.0")
    );
    assert!(matches!(&events[1], Event::Motion { open: true, .. }));
    assert!(view.is_moving());
    let events = click(&mut view, Vec3::new(0.3, 0.5, 0.28));
    assert!(
        matches!(&events[0], Event::Pick { board: None, compartment: Some(key), .. } if key == "1/opening.0")
    );
}

#[test]
fn hovering_reports_changes_only_and_leaving_reports_nothing() {
    let mut view = view();
    let at = view.camera.project(Vec3::new(0.3, 0.5, 0.28)).unwrap();
    for _ in 0..3 {
        view.feed(Input::Move {
            id: 1,
            at,
            kind: Kind::Mouse,
        });
    }
    assert_eq!(view.take_events().len(), 1);
    view.feed(Input::Leave);
    assert!(matches!(
        &view.take_events()[..],
        [Event::Hover {
            board: None,
            compartment: None
        }]
    ));
}

#[test]
fn it_comes_to_rest_and_stays_there() {
    let mut view = view();
    view.look("front");
    view.style.doors_open = None;
    view.set_style(Style {
        doors_open: Some(true),
        ..Style::default()
    });
    let mut frames = 0;
    while view.is_moving() {
        view.advance(1.0 / 60.0);
        frames += 1;
        assert!(frames < 300);
    }
    assert!(view.take_changed());
    view.advance(1.0);
    assert!(!view.take_changed());
}

#[test]
fn a_knob_is_dragged_to_the_limit() {
    let mut view = view();
    let knob = handles::handles(&view.scene, 0.5)[1].knob;
    let at = view.camera.project(knob).unwrap();
    view.feed(Input::Down {
        id: 1,
        at,
        kind: Kind::Finger,
        second: false,
    });
    view.feed(Input::Move {
        id: 1,
        at: at - Vec2::new(0.0, 5000.0),
        kind: Kind::Finger,
    });
    view.feed(Input::Up { id: 1 });
    let events = view.take_events();
    let drags: Vec<_> = events
        .iter()
        .filter_map(|event| match event {
            Event::Drag {
                value_um,
                phase,
                at_limit,
                ..
            } => Some((*phase, *value_um, at_limit.is_some())),
            _ => None,
        })
        .collect();
    assert_eq!(
        drags,
        [
            (Phase::Start, 1_000_000, false),
            (Phase::Move, 2_000_000, true),
            (Phase::End, 2_000_000, true)
        ]
    );
}

#[test]
fn wrong_numbers_cost_a_board_and_not_the_picture() {
    let mut view = view();
    let mut scene = view.scene.clone();
    scene.boards.push(SceneBoard {
        min: [f32::NAN, 0.0, 0.0],
        material: 99,
        motion: Some(77),
        ..scene.boards[0].clone()
    });
    scene.boards[0].material = 99;
    scene.boards[0].motion = Some(77);
    view.set_scene(scene);
    assert_eq!(view.scene.boards.len(), 1);
    let picture = view.picture();
    assert_eq!(picture.solids.len(), 1);
}

#[test]
fn what_a_place_is_filled_with_is_picked_with_the_place() {
    let mut view = view();
    let mut scene = view.scene.clone();
    scene.compartments.push(SceneCompartment {
        key: "1/base.0".into(),
        min: [-0.5, 0.0, 0.1],
        size: [1.0, 0.2, 0.2],
        is_mount: true,
    });
    scene.boards[0].mount = Some(1);
    scene.boards[0].is_front = false;
    scene.boards[0].motion = None;
    view.set_scene(scene);
    let events = click(&mut view, Vec3::new(-0.3, 0.5, 0.3));
    assert!(
        matches!(&events[0], Event::Pick { board: Some(board), compartment: Some(place), .. }
            if board == "1/door/board.0" && place == "1/base.0"),
        "{events:?}"
    );
}
